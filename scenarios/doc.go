// Package scenarios turns a YAML file into trials and, from what the trials measured, into verdicts. It knows no
// concrete mechanism and no concrete strategy: it reads the registries of packages mechanisms and agents.
//
// Reading order: Scenario is a checked file; Load makes one, with all mistakes at once (Errors); Setup is one point
// of it, spelled out, and World a trial of that; Judge holds what was measured against theory and expectations.
// The files: errors.go, source.go and node.go read YAML strictly; load*.go check it; place.go finds parameters by
// their path; sweep*.go expand points; expr*.go are the formulas; resolve.go writes the scenario back;
// evolution.go lets populations grow and shrink; attack*.go search for the most profitable deviation of one.
package scenarios
