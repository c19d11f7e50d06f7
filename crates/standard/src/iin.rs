//! The individual identification number (IIN) of Annex 4, item 10.
//!
//! Twelve digits: date of birth `YYMMDD`, a digit for century and sex, four of a series and a control digit. A number that
//! does not hold is a warning, never a wall: people without any document are accepted (paragraph 5).

use jiff::civil::Date;

/// Why a number is not an IIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IinError {
    /// Not twelve digits.
    #[error("an IIN has 12 digits")]
    NotTwelveDigits,
    /// The seventh digit names no century.
    #[error("the seventh digit is 0 to 6: century and sex")]
    UnknownCentury,
    /// The first six digits are not a day.
    #[error("the first six digits are not a date of birth (YYMMDD)")]
    NoSuchDay,
    /// The first eleven digits have no control digit: such numbers are never issued.
    #[error("a number that begins so is never issued")]
    NeverIssued,
    /// The control digit is another one.
    #[error("the control digit is wrong: it must be {expected}")]
    WrongControlDigit {
        /// The digit that the first eleven demand.
        expected: u8,
    },
}

/// Checks the form and the control digit of an IIN.
///
/// # Errors
/// The first reason why the text is not an IIN.
///
/// ```
/// assert!(standard::iin::check("900214400008").is_ok());
/// assert!(standard::iin::check("900214400009").is_err());
/// ```
pub fn check(text: &str) -> Result<(), IinError> {
    let digits: Vec<u8> = text.bytes().map(|b| b.wrapping_sub(b'0')).collect();
    let digits: [u8; 12] = digits
        .try_into()
        .ok()
        .filter(|digits: &[u8; 12]| digits.iter().all(|digit| *digit < 10))
        .ok_or(IinError::NotTwelveDigits)?;
    if digits[6] > 6 {
        return Err(IinError::UnknownCentury);
    }
    if !is_a_day(&digits) {
        return Err(IinError::NoSuchDay);
    }
    match control_digit(&digits) {
        None => Err(IinError::NeverIssued),
        Some(expected) if expected != digits[11] => Err(IinError::WrongControlDigit { expected }),
        Some(_) => Ok(()),
    }
}

/// Whether the first six digits are a day of the century that the seventh names; 0 (a foreigner) names none.
fn is_a_day(digits: &[u8; 12]) -> bool {
    let two = |at: usize| digits[at] * 10 + digits[at + 1];
    let (year, month, day) = (i16::from(two(0)), two(2), two(4));
    let centuries: &[i16] = match digits[6] {
        0 => &[1800, 1900, 2000],
        1 | 2 => &[1800],
        3 | 4 => &[1900],
        _ => &[2000],
    };
    let signed = |value: u8| i8::try_from(value).unwrap_or(0);
    centuries
        .iter()
        .any(|century| Date::new(century + year, signed(month), signed(day)).is_ok())
}

/// The control digit: weights 1–11; when that gives ten, weights 3–11, 1, 2; when ten again, there is none.
fn control_digit(digits: &[u8; 12]) -> Option<u8> {
    let sum = |shift: u32| {
        (0u32..11)
            .zip(digits)
            .map(|(i, digit)| u32::from(*digit) * ((i + shift) % 11 + 1))
            .sum::<u32>()
            % 11
    };
    [0, 2]
        .into_iter()
        .map(sum)
        .find(|rest| *rest < 10)
        .and_then(|rest| u8::try_from(rest).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_both_branches_are_valid() {
        for valid in ["900214400008", "900214400902", "061211600012"] {
            assert_eq!(check(valid), Ok(()), "{valid}");
        }
    }

    #[test]
    fn a_wrong_control_digit_names_the_right_one() {
        assert_eq!(
            check("900214400009"),
            Err(IinError::WrongControlDigit { expected: 8 })
        );
    }

    #[test]
    fn a_number_whose_control_is_ten_twice_is_never_issued() {
        for last in 0..10 {
            assert_eq!(
                check(&format!("90021440094{last}")),
                Err(IinError::NeverIssued)
            );
        }
    }

    #[test]
    fn what_is_not_twelve_digits_is_refused() {
        for text in [
            "",
            "90021440000",
            "9002144000080",
            "90021440000x",
            "９00214400008",
            "-90021440000",
        ] {
            assert_eq!(check(text), Err(IinError::NotTwelveDigits), "{text}");
        }
    }

    #[test]
    fn the_day_of_birth_must_exist() {
        assert_eq!(check("901314400008"), Err(IinError::NoSuchDay));
        assert_eq!(check("900231400008"), Err(IinError::NoSuchDay));
        assert_eq!(check("900214700008"), Err(IinError::UnknownCentury));
    }
}
