package token

import _ "embed"

//go:embed Token.json
var artefact []byte
