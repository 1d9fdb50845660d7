# The few commands a contributor needs; users need only ./touchstone and ./test.
.PHONY: build test check-long benchmark measure format clean

build:        ## everything, Release
	dotnet build -c Release -v quiet --nologo

test:         ## all tests
	./test

check-long:   ## the slow checks: 2,000 mutated files, every shared file, 500 files for memory
	./measure spine --long
	./measure provenance --long

benchmark:    ## kernels against their peers; FILTER='*Fft*' for some
	dotnet run -c Release --project tests/Touchstone.Benchmarks -- --filter '$(or $(FILTER),*)'

measure:      ## the figures of the spine and of provenance
	./measure spine
	./measure provenance

format:       ## style as the build demands it
	dotnet format --verify-no-changes

clean:
	rm -rf artifacts demo
