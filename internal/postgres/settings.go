package postgres

import (
	"fmt"
	"os"
	"strings"
)

// settings returns the server settings of a private cluster, in the form of a configuration file.
//
// The server log gets no statements and no errors of statements: what someone wrote would be in them.
func settings(socket string, vector version, throwaway bool) string {
	pairs := [][2]string{
		{"listen_addresses", ""},
		{"unix_socket_directories", `"` + socket + `"`},
		{"unix_socket_permissions", "0700"},
		{"max_connections", "100"},
		{"shared_buffers", "128MB"},
		{"work_mem", "16MB"},
		{"maintenance_work_mem", "128MB"},
		{"effective_cache_size", "1GB"},
		{"random_page_cost", "1.1"},
		{"jit", "off"},
		{"fsync", "on"},
		{"synchronous_commit", "on"},
		{"wal_level", "minimal"},
		{"max_wal_senders", "0"},
		{"log_destination", "stderr"},
		{"logging_collector", "off"},
		{"log_line_prefix", "%m "},
		{"log_min_messages", "log"},
		{"log_min_error_statement", "panic"},
		{"log_error_verbosity", "terse"},
		{"log_checkpoints", "off"},
		{"log_autovacuum_min_duration", "-1"},
		{"timezone", timezone()},
		{"log_timezone", timezone()},
	}
	if vector.before(parallelBuildFixed) {
		pairs = append(pairs, [2]string{"max_parallel_maintenance_workers", "0"})
	}
	if throwaway {
		// A later line wins.
		pairs = append(pairs, [][2]string{
			{"max_connections", "400"}, // many packages of tests at once, each with many tests
			{"fsync", "off"},
			{"synchronous_commit", "off"},
			{"full_page_writes", "off"},
			{"checkpoint_timeout", "1h"},
			{"max_wal_size", "2GB"},
			{"autovacuum_naptime", "5min"},
		}...)
	}
	var b strings.Builder
	b.WriteString("# Written anew at each start; changes made here are lost.\n")
	for _, pair := range pairs {
		fmt.Fprintf(&b, "%s = '%s'\n", pair[0], strings.ReplaceAll(pair[1], "'", "''"))
	}
	return b.String()
}

// timezone is UTC, under the only name that the server knows without the machine's table of time zones.
func timezone() string {
	if _, err := os.Stat("/usr/share/zoneinfo/UTC"); err != nil {
		return "GMT"
	}
	return "UTC"
}
