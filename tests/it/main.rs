//! Behaviour through public interfaces, one module per concern.

mod nlp;
