package deal

import _ "embed"

//go:embed Deal.json
var artefact []byte
