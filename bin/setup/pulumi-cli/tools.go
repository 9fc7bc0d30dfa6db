//go:build tools

// Package tools keeps Pulumi's command among the module's requirements.
package tools

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
