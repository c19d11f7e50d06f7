//! The words of an entry without anybody's name, for showing the book on demand.
//!
//! It rather hides a word too many than a name too few: a name is hidden in its inflected forms too, and so is every long
//! number, address of the net and identification number.

/// Stands where something was hidden.
pub const HIDDEN: &str = "[…]";

/// A number with so many figures is a telephone, an identification number or the number of a paper.
const FIGURES_OF_A_NUMBER: usize = 6;
/// No ending of Kazakh or Russian adds more letters than this to a name: "Айгүлдеріңізден".
const LONGEST_ENDING: usize = 9;
/// Fewer letters than this name somebody only as they stand, or at the beginning of a word with a capital letter.
const LETTERS_OF_A_STEM: usize = 4;

/// The text with every name of `names` hidden, in any case and with any ending, and every number that leads to somebody.
pub fn without_names(text: &str, names: &[&str]) -> String {
    let names: Vec<Vec<char>> = names
        .iter()
        .flat_map(|name| words(name))
        .filter(|(_, is_word)| *is_word)
        .map(|(word, _)| folded(word))
        .filter(|name| name.len() > 1)
        .collect();
    let hidden: String = words(text)
        .map(|(word, is_word)| {
            if is_word && names.iter().any(|name| is_form_of(word, name)) {
                HIDDEN
            } else {
                word
            }
        })
        .collect();
    without_addresses(&without_numbers(&hidden))
}

/// The text cut into words and what stands between them.
fn words(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let is_word = is_letter(first);
        let end = rest
            .char_indices()
            .find(|(_, each)| is_letter(*each) != is_word)
            .map_or(rest.len(), |(at, _)| at);
        let (word, after) = rest.split_at(end);
        rest = after;
        Some((word, is_word))
    })
}

fn is_letter(letter: char) -> bool {
    letter.is_alphabetic() || is_mark(letter)
}

/// Marks that stand over a letter (é written in two), and what is invisible between letters.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Small letters, without marks over them, with ё as е.
fn folded(word: &str) -> Vec<char> {
    word.chars()
        .filter(|letter| !is_mark(*letter))
        .flat_map(char::to_lowercase)
        .filter(|letter| !is_mark(*letter))
        .map(|letter| match letter {
            'ё' => 'е',
            // Written in two pieces of code it loses its mark: both forms are the same letter.
            'й' => 'и',
            other => other,
        })
        .collect()
}

fn is_form_of(word: &str, name: &[char]) -> bool {
    let letters = folded(word);
    let stem = stem(name);
    let begins = letters.starts_with(stem) && letters.len() <= stem.len() + LONGEST_ENDING;
    if stem.len() >= LETTERS_OF_A_STEM {
        return begins;
    }
    let is_capital = word.chars().next().is_some_and(char::is_uppercase);
    letters == name || (is_capital && begins)
}

/// The name without the last letter when that is one that changes: "Анна", "Анны", "Анне".
fn stem(name: &[char]) -> &[char] {
    match name {
        [stem @ .., 'а' | 'я' | 'ь' | 'о' | 'е' | 'и' | 'a'] if stem.len() > 1 => stem,
        whole => whole,
    }
}

fn without_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut number = String::new();
    for letter in text.chars() {
        let continues = letter.is_numeric()
            || (!number.is_empty()
                && matches!(letter, ' ' | '\u{a0}' | '-' | '–' | '(' | ')' | '.' | '/'))
            || (number.is_empty() && letter == '+');
        if continues {
            number.push(letter);
        } else {
            end_number(&mut out, &mut number);
            out.push(letter);
        }
    }
    end_number(&mut out, &mut number);
    out
}

fn end_number(out: &mut String, number: &mut String) {
    let figures = number.chars().filter(|each| each.is_numeric()).count();
    if figures >= FIGURES_OF_A_NUMBER {
        let end = number
            .rfind(char::is_numeric)
            .and_then(|at| number[at..].chars().next().map(|last| at + last.len_utf8()))
            .unwrap_or(number.len());
        out.push_str(HIDDEN);
        out.push_str(&number[end..]);
    } else {
        out.push_str(number);
    }
    number.clear();
}

/// Hides what is written together with an at sign or leads to a page.
fn without_addresses(text: &str) -> String {
    text.split_inclusive(char::is_whitespace)
        .map(|piece| {
            let word = piece.trim_end();
            let small = word.to_lowercase();
            if word.chars().count() > 1
                && (word.contains('@') || small.contains("://") || small.contains("www."))
            {
                format!("{HIDDEN}{}", &piece[word.len()..])
            } else {
                piece.to_owned()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, names: &[&str], shown: &str) {
        assert_eq!(without_names(text, names), shown);
    }

    #[test]
    fn para_25_a_name_is_hidden_in_every_case_and_with_every_ending() {
        check(
            "Анна, Анны, Анне, АННОЙ и Аннушка",
            &["Анна"],
            "[…], […], […], […] и […]",
        );
        check("Айгүлдің, Айгүлге, Айгүлмен", &["Айгүл"], "[…], […], […]");
        check("Ваш Сергей и Сергеем", &["Сергей"], "Ваш […] и […]");
        check("Семён и Семен", &["Семен"], "[…] и […]");
    }

    #[test]
    fn para_25_each_part_of_a_whole_name_is_hidden() {
        let whole = ["Ахметова Динара Сериковна"];
        check(
            "Ахметовой плохо; Динара плачет.",
            &whole,
            "[…] плохо; […] плачет.",
        );
    }

    #[test]
    fn para_25_a_short_name_hides_no_common_word() {
        check("Ай келді, деп айтты", &["Ай"], "[…] келді, деп айтты");
        check("Айға айтыңыз", &["Ай"], "[…] айтыңыз");
    }

    #[test]
    fn para_25_a_name_in_two_pieces_of_code_or_with_something_invisible_is_the_same_name() {
        check("Ди\u{200b}нара", &["Динара"], "[…]");
        check("Андрей, Андреи\u{306}", &["Андрей"], "[…], […]");
    }

    #[test]
    fn para_25_numbers_that_lead_to_somebody_are_hidden_and_others_stay() {
        check(
            "ИИН 900214400008, тел. 8 (701) 555-12-34!",
            &[],
            "ИИН […], тел. […]!",
        );
        check(
            "22.03.2022 в 9:30, комната 12, 3 дня",
            &[],
            "[…] в 9:30, комната 12, 3 дня",
        );
        check(
            "пишите na@example.org или www.example.org сюда",
            &[],
            "пишите […] или […] сюда",
        );
    }

    #[test]
    fn para_25_without_names_the_words_stay_as_they_are() {
        let text = "Еда холодная.\nДве недели подряд – суп.";
        check(text, &[], text);
        check(text, &["", "-", "А"], text);
    }
}
