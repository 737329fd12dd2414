package trust

import _ "embed"

//go:embed Trust.json
var artefact []byte
