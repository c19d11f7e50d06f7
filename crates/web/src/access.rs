//! Access: the first set-up, signing in, locking, the language.

pub mod codes;
pub mod join;
pub mod kept;
pub mod language;
pub mod own;
pub mod passkeys;
pub mod prove;
pub mod second_factor;
pub mod set_up;
pub mod sign_in;
