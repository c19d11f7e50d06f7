//! Showing a form: every input with its label, hint and error joined to it.

use askama::Template;
use standard::{annex::values::Kinship, catalogue::Catalogue, papers::PaperKind};

use super::{
    Field, Group, Kind, Section,
    read::{Answers, EMPTY_ROWS, MOST_ROWS, NOT_ESTABLISHED, Wrong},
};
use crate::words::Words;

/// A part of a form, ready for the page.
pub struct SectionView {
    /// The heading; empty for none.
    pub heading: String,
    /// The fields.
    pub fields: Vec<FieldView>,
}

/// A field, ready for the page.
#[derive(Template)]
#[template(path = "field.html")]
pub struct FieldView {
    /// The name of the input; also its id.
    pub name: String,
    /// The label.
    pub label: String,
    /// The hint; empty for none.
    pub hint: String,
    /// The error; empty for none.
    pub wrong: String,
    /// Whether the error only warns.
    pub only_warns: bool,
    /// The input.
    pub input: Input,
}

/// The inputs of HTML.
pub enum Input {
    /// One line.
    Line {
        /// What stands there.
        value: String,
        /// `text` or `password`.
        kind: &'static str,
        /// Whether it is a short one.
        short: bool,
        /// Whether a keyboard of figures helps.
        figures: bool,
        /// What the browser may fill in.
        fill: &'static str,
    },
    /// Several lines.
    Area(String),
    /// Radio buttons.
    Radios(Vec<Choice>),
    /// Checkboxes in groups.
    Checks(Vec<ChoiceGroup>),
    /// A select box.
    Pick(Vec<ChoiceGroup>),
    /// One checkbox.
    Mark(bool),
    /// Rows of fields.
    Rows {
        /// The rows.
        rows: Vec<RowView>,
        /// The button that asks for more of them.
        more: String,
    },
    /// A sentence.
    Note,
}

/// A choice.
pub struct Choice {
    /// The id of the input.
    pub id: String,
    /// The value sent.
    pub value: String,
    /// The label.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// Choices under a heading.
pub struct ChoiceGroup {
    /// The heading; empty for none.
    pub label: String,
    /// The choices.
    pub choices: Vec<Choice>,
}

/// A row of a table of fields.
pub struct RowView {
    /// What the row is called: "1", "2", …
    pub label: String,
    /// Its fields.
    pub fields: Vec<FieldView>,
}

impl FieldView {
    /// The value of `aria-describedby`: the ids of hint and error.
    pub fn described_by(&self) -> String {
        let mut ids = Vec::new();
        if !self.hint.is_empty() {
            ids.push(format!("{}-hint", self.name));
        }
        if !self.wrong.is_empty() {
            ids.push(format!("{}-wrong", self.name));
        }
        ids.join(" ")
    }
}

/// A question and its answer on the page "check your answers".
pub struct CheckLine {
    /// The question.
    pub label: String,
    /// The answer in words.
    pub value: String,
}

/// Finds the words of a form: those of its own scope first.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The language.
    pub words: Words,
    /// The name of the act or page: `field-<scope>-<name>` is looked for before `field-<name>`.
    pub name: &'a str,
    /// The lists that the page brings along, by name.
    pub lists: &'a [(&'static str, Vec<Group>)],
}

impl<'a> Scope<'a> {
    /// A form without lists of its own.
    pub fn new(words: Words, name: &'a str) -> Self {
        Scope {
            words,
            name,
            lists: &[],
        }
    }

    fn has_list(&self, name: &str) -> bool {
        self.lists.iter().any(|(each, _)| *each == name)
    }

    fn list(&self, name: &str) -> Vec<Group> {
        self.lists
            .iter()
            .find(|(each, _)| *each == name)
            .map(|(_, groups)| groups.clone())
            .unwrap_or_default()
    }

    fn kinships(&self) -> Vec<Group> {
        let choices = Kinship::NAMED
            .iter()
            .map(|kin| (kin.name().to_owned(), self.value("kinship", kin.name())))
            .collect();
        vec![Group {
            label: String::new(),
            choices,
        }]
    }

    /// The paper in free form that is asked for: its words stand in `law/forms/papers/`.
    fn paper(&self) -> Option<PaperKind> {
        self.name.strip_prefix("paper-")?.parse().ok()
    }

    fn label(&self, field: &str) -> String {
        if let Some(label) = self
            .paper()
            .and_then(|paper| forms::field_label(paper, field, self.words.lang))
        {
            return label.to_owned();
        }
        if let Some(text) = crate::house::forms::law_label(self.words, field) {
            return text;
        }
        self.words
            .find(&format!("field-{}-{field}", self.name))
            .unwrap_or_else(|| self.words.named("field", field))
    }

    fn hint(&self, field: &str) -> String {
        self.words
            .find(&format!("field-{}-{field}-hint", self.name))
            .or_else(|| self.words.find(&format!("field-{field}-hint")))
            .unwrap_or_default()
    }

    /// The words of a value: of this field first.
    pub fn value(&self, field: &str, value: &str) -> String {
        if let Some(words) = self
            .paper()
            .and_then(|paper| forms::choice_label(paper, value, self.words.lang))
        {
            return words.to_owned();
        }
        value_words(self.words, field, value)
    }

    /// The form as parts, with what was typed and what is wrong with it.
    pub fn sections(
        &self,
        sections: &[Section],
        answers: &Answers,
        wrong: &[Wrong],
    ) -> Vec<SectionView> {
        sections
            .iter()
            .map(|section| SectionView {
                heading: if section.name.is_empty() {
                    String::new()
                } else {
                    self.words.named("section", section.name)
                },
                fields: self.fields(section.fields, answers, wrong),
            })
            .collect()
    }

    /// The fields of a part.
    pub fn fields(&self, fields: &[Field], answers: &Answers, wrong: &[Wrong]) -> Vec<FieldView> {
        fields
            .iter()
            .map(|field| self.field(field, field.name, answers, wrong))
            .collect()
    }

    fn field(&self, field: &Field, name: &str, answers: &Answers, wrong: &[Wrong]) -> FieldView {
        let told = wrong.iter().find(|wrong| wrong.field == name);
        let mut hint = if field.hinted {
            self.hint(field.name)
        } else {
            String::new()
        };
        if hint.is_empty() {
            hint = match field.kind {
                Kind::Day => self.words.text("hint-day"),
                Kind::DayTime => self.words.text("hint-day-time"),
                Kind::Time => self.words.text("hint-time"),
                Kind::Lines => self.words.text("hint-lines"),
                Kind::Birth => self.words.text("hint-birth"),
                _ => String::new(),
            };
        }
        let in_row = name.contains('.');
        if in_row && matches!(field.kind, Kind::Day | Kind::Birth) {
            hint = String::new();
        }
        let mut label = self.label(field.name);
        let optional = !field.needed
            && !field.depends
            && !in_row
            && !matches!(
                field.kind,
                Kind::Mark
                    | Kind::Signed
                    | Kind::NamePart
                    | Kind::Note
                    | Kind::Rows(_)
                    | Kind::ManyNumbers(_)
                    | Kind::Many(_)
                    | Kind::ManyOf(_)
            );
        if optional {
            label = self.words.with_text("label-optional", "label", &label);
            label = crate::words::plain(&label);
        }
        FieldView {
            name: name.to_owned(),
            label,
            hint,
            wrong: told
                .map(|wrong| self.words.named("problem", &wrong.problem))
                .unwrap_or_default(),
            only_warns: told.is_some_and(|wrong| wrong.only_warns),
            input: self.input(field, name, answers, wrong),
        }
    }

    fn input(&self, field: &Field, name: &str, answers: &Answers, wrong: &[Wrong]) -> Input {
        let value = answers.get(name).to_owned();
        let line = |kind, short, figures, fill| Input::Line {
            value: value.clone(),
            kind,
            short,
            figures,
            fill,
        };
        match field.kind {
            Kind::Note => Input::Note,
            // A list that the page did not bring along is none to choose from: the answer is written by hand.
            Kind::PickFrom(list) if !self.has_list(list) => line("text", false, false, "off"),
            Kind::PickFrom(list) => Input::Pick(choice_groups(self.list(list), name, answers)),
            Kind::Kinship => Input::Pick(choice_groups(self.kinships(), name, answers)),
            Kind::OneOfNumbers(values) => Input::Radios(
                values
                    .iter()
                    .enumerate()
                    .map(|(index, each)| {
                        let each = each.to_string();
                        Choice {
                            id: if index == 0 {
                                name.to_owned()
                            } else {
                                format!("{name}-{each}")
                            },
                            label: self.value(field.name, &each),
                            chosen: value == each,
                            value: each,
                        }
                    })
                    .collect(),
            ),
            Kind::Signed => Input::Mark(value == "yes"),
            Kind::NamePart => line("text", false, false, "off"),
            Kind::Birth => line("text", true, false, "off"),
            Kind::Line => line("text", false, false, autocomplete(field.name)),
            Kind::Password => Input::Line {
                value: String::new(),
                kind: "password",
                short: false,
                figures: false,
                fill: autocomplete(field.name),
            },
            Kind::MomentCode => Input::Line {
                value: String::new(),
                kind: "text",
                short: true,
                figures: true,
                fill: "one-time-code",
            },
            Kind::Day | Kind::Time | Kind::Number(..) => line("text", true, true, "off"),
            Kind::DayTime => line("text", true, false, "off"),
            Kind::Area | Kind::Lines => Input::Area(value),
            Kind::Mark => Input::Mark(value == "yes"),
            Kind::OneOf(values) => Input::Radios(
                values
                    .iter()
                    .enumerate()
                    .map(|(index, each)| Choice {
                        id: if index == 0 {
                            name.to_owned()
                        } else {
                            format!("{name}-{each}")
                        },
                        value: (*each).to_owned(),
                        label: self.value(field.name, each),
                        chosen: value == **each,
                    })
                    .collect(),
            ),
            Kind::Many(values) => {
                let groups = vec![Group {
                    label: String::new(),
                    choices: values
                        .iter()
                        .map(|each| ((*each).to_owned(), self.value(field.name, each)))
                        .collect(),
                }];
                Input::Checks(choice_groups(groups, name, answers))
            }
            Kind::ManyNumbers(values) => {
                let groups = vec![Group {
                    label: String::new(),
                    choices: values
                        .iter()
                        .map(|each| {
                            let each = each.to_string();
                            let label = self.value(field.name, &each);
                            (each, label)
                        })
                        .collect(),
                }];
                Input::Checks(choice_groups(groups, name, answers))
            }
            Kind::ManyOf(choices) => {
                Input::Checks(choice_groups(choices(self.words), name, answers))
            }
            Kind::Pick(choices) => Input::Pick(choice_groups(choices(self.words), name, answers)),
            Kind::Rows(cells) => {
                let count = (answers.rows(name) + EMPTY_ROWS).min(MOST_ROWS);
                let rows = (0..count)
                    .map(|row| RowView {
                        label: (row + 1).to_string(),
                        fields: cells
                            .iter()
                            .map(|cell| {
                                self.field(
                                    cell,
                                    &format!("{name}.{row}.{}", cell.name),
                                    answers,
                                    wrong,
                                )
                            })
                            .collect(),
                    })
                    .collect();
                Input::Rows {
                    rows,
                    more: self.words.text("button-more-rows"),
                }
            }
        }
    }

    /// The questions and answers of a form that could be read.
    pub fn check_lines(&self, sections: &[Section], answers: &Answers) -> Vec<CheckLine> {
        let mut lines = Vec::new();
        for field in sections.iter().flat_map(|section| section.fields) {
            match field.kind {
                Kind::Note | Kind::Password | Kind::MomentCode => {}
                Kind::Rows(cells) => {
                    for row in 0..answers.rows(field.name) {
                        let value: Vec<String> = cells
                            .iter()
                            .filter_map(|cell| {
                                let name = format!("{}.{row}.{}", field.name, cell.name);
                                let text = self.answer(cell, &name, answers);
                                let cell = self.label(cell.name);
                                (!text.is_empty()).then(|| format!("{cell}: {text}"))
                            })
                            .collect();
                        if !value.is_empty() {
                            lines.push(CheckLine {
                                label: format!("{} {}", self.label(field.name), row + 1),
                                value: value.join("\n"),
                            });
                        }
                    }
                }
                _ => {
                    let value = self.answer(field, field.name, answers);
                    lines.push(CheckLine {
                        label: self.label(field.name),
                        value: if value.is_empty() {
                            self.words.text("no-answer")
                        } else {
                            value
                        },
                    });
                }
            }
        }
        lines
    }

    fn answer(&self, field: &Field, name: &str, answers: &Answers) -> String {
        let text = answers.get(name).trim();
        match field.kind {
            Kind::Mark | Kind::Signed => self.words.text(if text == "yes" { "yes" } else { "no" }),
            Kind::OneOf(_) | Kind::OneOfNumbers(_) if !text.is_empty() => {
                self.value(field.name, text)
            }
            Kind::Kinship if !text.is_empty() => self.value("kinship", text),
            Kind::PickFrom(list) if !self.has_list(list) => text.to_owned(),
            Kind::PickFrom(list) => self
                .list(list)
                .into_iter()
                .flat_map(|group| group.choices)
                .find(|(value, _)| value == text)
                .map(|(_, label)| label)
                .unwrap_or_default(),
            Kind::NamePart if text == NOT_ESTABLISHED => self.words.text("not-established"),
            Kind::Pick(choices) => choices(self.words)
                .into_iter()
                .flat_map(|group| group.choices)
                .find(|(value, _)| value == text)
                .map(|(_, label)| label)
                .unwrap_or_default(),
            Kind::Many(_) | Kind::ManyNumbers(_) => answers
                .all(name)
                .map(|each| self.value(field.name, each))
                .collect::<Vec<_>>()
                .join("\n"),
            Kind::ManyOf(choices) => {
                let groups = choices(self.words);
                answers
                    .all(name)
                    .filter_map(|each| {
                        groups
                            .iter()
                            .flat_map(|group| &group.choices)
                            .find(|(value, _)| value == each)
                            .map(|(_, label)| label.clone())
                    })
                    .collect::<Vec<_>>()
                    .join("\n")
            }
            _ => text.to_owned(),
        }
    }
}

/// The words of a value of an enumeration: `value-<field>-<value>`, else `value-<value>`.
///
/// What the law itself names (criteria, contraindications, kinds of organizations) comes from its own data.
pub fn value_words(words: Words, field: &str, value: &str) -> String {
    if let Some(text) = law_words(words, field, value) {
        return text;
    }
    words
        .find(&format!("value-{field}-{value}"))
        .unwrap_or_else(|| words.named("value", value))
}

fn law_words(words: Words, field: &str, value: &str) -> Option<String> {
    let law = Catalogue::embedded();
    let lang = words.lang;
    if field.starts_with("indicators_") {
        let row = value.parse().ok()?;
        return Some(format!("{value}. {}", law.criterion(row)?.text(lang)));
    }
    match field {
        "contraindication" => {
            let number = value.parse().ok()?;
            Some(format!(
                "{value}. {}",
                law.contraindication(number)?.text(lang)
            ))
        }
        "body_form" => {
            let form = law.forms().iter().find(|form| form.name() == value)?;
            Some(form.text(lang).to_owned())
        }
        _ => None,
    }
}

fn choice_groups(groups: Vec<Group>, name: &str, answers: &Answers) -> Vec<ChoiceGroup> {
    let mut first = true;
    groups
        .into_iter()
        .map(|group| ChoiceGroup {
            label: group.label,
            choices: group
                .choices
                .into_iter()
                .map(|(value, label)| {
                    let id = if first {
                        name.to_owned()
                    } else {
                        format!("{name}-{value}")
                    };
                    first = false;
                    Choice {
                        id,
                        chosen: answers.all(name).any(|given| given == value),
                        value,
                        label,
                    }
                })
                .collect(),
        })
        .collect()
}

fn autocomplete(name: &str) -> &'static str {
    match name {
        "login" => "username",
        "password" => "current-password",
        "new_password" | "new_password_again" => "new-password",
        _ => "off",
    }
}

/// A label of more letters is not repeated before its problem.
const SHORT_LABEL: usize = 60;

/// Where each error of a form is and what it says: the list on top of the page.
pub fn error_links(sections: &[SectionView]) -> Vec<(String, String)> {
    fn collect(fields: &[FieldView], links: &mut Vec<(String, String)>) {
        for field in fields {
            if !field.wrong.is_empty() && !field.only_warns {
                // What a declaration asks for is long, and its problem says it again.
                let text = match field.input {
                    Input::Mark(_) if field.label.chars().count() > SHORT_LABEL => {
                        field.wrong.clone()
                    }
                    _ => format!("{}: {}", field.label, field.wrong),
                };
                links.push((field.name.clone(), text));
            }
            if let Input::Rows { rows, .. } = &field.input {
                for row in rows {
                    collect(&row.fields, links);
                }
            }
        }
    }
    let mut links = Vec::new();
    for section in sections {
        collect(&section.fields, &mut links);
    }
    links
}
