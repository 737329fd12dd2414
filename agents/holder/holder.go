// Package holder holds the strategies of those who only hold tokens.
package holder

import "github.com/dopamine-network/dopasim/agents"

// IdleParams of the idle holder: it has none.
type IdleParams struct{}

// Idle holds its tokens.
var Idle = agents.Register(agents.Strategy[IdleParams]{
	Role: "holder", Name: "idle", Source: "3.2.3: the other holders of the token",
	Doc: "Holds its tokens and does nothing: what burning does for everybody else.",
	New: func(*agents.Build, IdleParams) error { return nil },
})
