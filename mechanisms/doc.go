// Package mechanisms is the kit that every mechanism is made with: one declaration (Spec) serves the native run, the
// chain, the documentation, and the metrics and invariants of reports and tests.
//
// Reading order: Spec says what a mechanism is made of; Act is one of its actions, EventType one of its events;
// Build and Instance are a mechanism at work in a world; fields.go has the closed set of argument types; params.go
// and values.go parameters with units. The folders below, one each, are the mechanisms.
package mechanisms
