//! What a layout is handed: the words, the fields, and what is derived from them.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::{Map, Value, json};
use standard::{
    annex::{Document, FileOf, FormKind},
    compartment::Compartment,
    lang::Lang,
};

use crate::{FormContent, FormError, FormRequest, services, visible::make_visible, words};

/// The file of JSON from which a form is laid out.
pub(crate) fn form_data(request: &FormRequest) -> Result<Vec<u8>, FormError> {
    let form = request.annex;
    let (data, computed, hidden) = match &request.content {
        FormContent::Blank => (Value::Null, Value::Null, BTreeSet::new()),
        FormContent::Filled(given) => {
            let hidden = hidden_fields(form, given, &request.missing);
            let (data, computed) = filled(request, given)?;
            (data, computed, hidden)
        }
    };
    let dated = document_date(form, &data);
    let missing: BTreeSet<&str> = request.missing.iter().map(|each| each.name()).collect();
    let mut stamp = json!(request.stamp);
    make_visible(&mut stamp);
    let file = json!({
        "lang": request.lang.code(),
        "words": words::of_form(form, request.lang),
        "common": words::common(request.lang),
        "data": data,
        "computed": computed,
        "hidden": hidden,
        "missing": missing,
        "stamp": stamp,
        "dated": [dated.year(), dated.month(), dated.day()],
    });
    Ok(file.to_string().into_bytes())
}

/// The fields that are not there because their compartment is closed to the one who prints.
fn hidden_fields(form: FormKind, given: &Value, missing: &[Compartment]) -> BTreeSet<String> {
    let home_is_missing = [FileOf::Adult, FileOf::Child]
        .iter()
        .any(|of| missing.contains(&form.home(*of)));
    let is_closed = |field: &str| {
        form.placed_apart()
            .iter()
            .find(|(name, _)| *name == field)
            .map_or(home_is_missing, |(_, compartment)| {
                missing.contains(compartment)
            })
    };
    fields_of(form)
        .into_iter()
        .map(|(field, _)| field)
        .filter(|field| given.get(field).is_none() && is_closed(field))
        .collect()
}

/// The edition of the order whose forms these are: the date of a form that has none of its own, since there is no clock.
pub(crate) const EDITION: Date = jiff::civil::date(2022, 10, 8);

/// The date that the file of the form bears: the day of the document, or the edition of the form.
fn document_date(form: FormKind, data: &Value) -> Date {
    written_day(form, data).unwrap_or(EDITION)
}

/// The day that a filled form bears.
pub(crate) fn day_of_form(request: &FormRequest) -> Option<Date> {
    match &request.content {
        FormContent::Blank => None,
        FormContent::Filled(given) => written_day(request.annex, given),
    }
}

fn written_day(form: FormKind, data: &Value) -> Option<Date> {
    let place = match form {
        FormKind::Annex1 | FormKind::Annex3 | FormKind::Annex5 => "/on",
        FormKind::Annex2 => "/organization/on",
        FormKind::Annex4 => "/filled_on",
        FormKind::Annex6 => "/approved_by/on",
        FormKind::Annex7 => "/specialist/on",
        FormKind::Annex8 => "/at",
        FormKind::Paper(_) => "/on",
    };
    let written = data
        .pointer(place)
        .and_then(Value::as_str)
        .and_then(|text| text.get(..10));
    let date: Option<Date> = written.and_then(|text| text.parse().ok());
    date.filter(|date| date.year() > 0)
}

fn fields_of(form: FormKind) -> Map<String, Value> {
    match Document::blank(form).fields() {
        Value::Object(fields) => fields,
        _ => unreachable!("every form is a struct"),
    }
}

/// The fields, whole and of the right kinds (the reason of an error names no value: values are about people), and what is computed from them.
fn filled(request: &FormRequest, given: &Value) -> Result<(Value, Value), FormError> {
    let form = request.annex;
    let wrong = |reason: String| FormError::Content { form, reason };
    let Value::Object(given) = given else {
        return Err(wrong("not an object of fields".to_owned()));
    };
    let mut given = given.clone();
    given.remove("form");
    let document = Document::from_fields(form, Value::Object(given))
        .map_err(|_| wrong("a field is unknown, or holds a value of another kind".to_owned()))?;
    let mut data = document.fields();
    make_visible(&mut data);
    let mut computed = computed(&document, request)?;
    make_visible(&mut computed);
    Ok((data, computed))
}

/// Totals, names of services, norms: what the form shows and nobody types.
fn computed(document: &Document, request: &FormRequest) -> Result<Value, FormError> {
    let lang = request.lang;
    Ok(match document {
        Document::Annex2(sheet) => json!({ "totals": sheet.totals() }),
        Document::Annex5(house) => json!({ "norms": services::norms(house) }),
        Document::Annex6(plan) => {
            let names: Vec<&str> = plan
                .items
                .iter()
                .map(|item| services::name(&item.code, lang))
                .collect();
            let acting = match &request.acting {
                Some(acting) => Some(
                    acting_words(lang)?
                        .replace("{order}", &acting.order)
                        .replace("{name}", &acting.name),
                ),
                None => None,
            };
            json!({ "services": names, "acting": acting })
        }
        _ => Value::Null,
    })
}

/// How Annex 6 says by which order somebody approved it in the head's place.
fn acting_words(lang: Lang) -> Result<String, FormError> {
    words::of_form(FormKind::Annex6, lang)["filled"]["acting"]
        .as_str()
        .map(str::to_owned)
        .ok_or_else(|| FormError::Content {
            form: FormKind::Annex6,
            reason: "there are no words for an acting head".to_owned(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_says_by_which_order_an_acting_head_approved() {
        for lang in Lang::ALL {
            let words = acting_words(lang).unwrap();
            assert!(
                words.contains("{order}") && words.contains("{name}"),
                "{lang}: {words}"
            );
        }
    }
}
