//! Cryptography of Tirek: envelopes, keys of people, compartments, files and sessions.
