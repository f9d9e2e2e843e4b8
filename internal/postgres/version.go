package postgres

import (
	"fmt"
	"strconv"
	"strings"
)

// leastMajor is the oldest PostgreSQL the schema works on.
const leastMajor = 15

// parallelBuildFixed is the first version of pgvector without the known bugs in parallel HNSW builds and in vacuum.
var parallelBuildFixed = version{0, 8, 4}

// version is the version of an extension.
type version [3]int

// parseVersion reads the leading numbers of text; what is not a number counts as 0.
func parseVersion(text string) version {
	var v version
	for i, part := range strings.SplitN(text, ".", len(v)) {
		end := 0
		for end < len(part) && part[end] >= '0' && part[end] <= '9' {
			end++
		}
		v[i], _ = strconv.Atoi(part[:end]) // 0 when there is no number
	}
	return v
}

func (v version) before(other version) bool {
	for i := range v {
		if v[i] != other[i] {
			return v[i] < other[i]
		}
	}
	return false
}

func (v version) String() string { return fmt.Sprintf("%d.%d.%d", v[0], v[1], v[2]) }
