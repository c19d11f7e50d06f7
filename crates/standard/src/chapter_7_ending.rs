//! Chapter 7. Completion, termination, expulsion.

pub mod para_41_completion;
pub mod para_42_termination;
pub mod para_43_expulsion;
pub mod para_44_order_of_the_head;
pub mod para_45_belongings;
