//! The sealed record: journal, documents, keys and duties, on SQLite and PostgreSQL.
