module wegwijzer

go 1.26.0
