//go:build tools

// Package tools names the command that the tests run, so that `go mod tidy` keeps what it needs.
package tools

import _ "github.com/prometheus/alertmanager/cmd/alertmanager"
