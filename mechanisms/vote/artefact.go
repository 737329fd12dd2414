package vote

import _ "embed"

//go:embed Vote.json
var artefact []byte
