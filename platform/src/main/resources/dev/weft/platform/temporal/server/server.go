//go:build server

// Package server names the program that go.mod pins: the Temporal command with its development server.
package server

import _ "github.com/temporalio/cli/cmd/temporal"
