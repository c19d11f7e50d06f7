//! The years of law/calendar as a whole.

use standard::calendar::{Calendar, DayOffKind};
use standard::lang::Lang;

#[test]
fn each_year_has_the_working_days_that_were_counted_for_it() {
    let counted: Vec<_> = Calendar::embedded()
        .years()
        .map(|year| (year.year, year.working_days()))
        .collect();
    assert_eq!(
        counted,
        [
            (2016, 245),
            (2017, 245),
            (2018, 246),
            (2019, 246),
            (2020, 246),
            (2021, 245),
            (2022, 246),
            (2023, 246),
            (2024, 249),
            (2025, 246),
            (2026, 247),
            (2027, 247),
        ]
    );
}

#[test]
fn only_the_year_whose_transfers_are_not_published_is_provisional() {
    let provisional: Vec<_> = Calendar::embedded()
        .years()
        .filter(|year| year.provisional)
        .map(|year| year.year)
        .collect();
    assert_eq!(provisional, [2027]);
}

#[test]
fn a_day_off_moved_from_a_weekend_makes_that_weekend_day_worked() {
    for year in Calendar::embedded().years() {
        let moved = |kind| year.days.values().filter(|day| day.off == kind).count();
        // In 2020 one of the moved days came from a Monday, the substitute for 9 May, and no weekend is worked for it.
        let from_a_weekday = usize::from(year.year == 2020);
        assert_eq!(
            moved(Some(DayOffKind::Transfer)),
            moved(None) + from_a_weekday,
            "{}",
            year.year
        );
    }
}

#[test]
fn every_special_day_says_what_it_is_in_three_languages_and_on_what_it_rests() {
    for year in Calendar::embedded().years() {
        let told = Lang::ALL.map(|lang| year.source_in(lang));
        assert!(told.iter().all(|source| source.contains("267")), "{told:?}");
        assert!(told[0] != told[1] && told[1] != told[2], "{told:?}");
        for (date, day) in &year.days {
            assert!(!day.source.is_empty(), "{date}");
            assert!(
                Lang::ALL.iter().all(|lang| !day.name(*lang).is_empty()),
                "{date}"
            );
        }
    }
}
