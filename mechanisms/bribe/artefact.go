package bribe

import _ "embed"

//go:embed Bribe.json
var artefact []byte
