package beacon

import _ "embed"

//go:embed Beacon.json
var artefact []byte
