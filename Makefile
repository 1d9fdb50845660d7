# The few commands a contributor needs; users need only ./touchstone and ./test.
.PHONY: build test check-long benchmark measure revalidate format clean

build:        ## everything, Release
	dotnet build -c Release -v quiet --nologo

test:         ## all tests
	./test

check-long:   ## the slow checks: 2,000 mutated files, every shared file, 500 files for memory, 2,000 simulated studies, 100,000 cases
	./measure spine --long
	./measure provenance --long
	./measure evaluation --long
	./measure image --long
	./measure structure --long
	./measure service --long

benchmark:    ## kernels against their peers; FILTER='*Fft*' for some
	dotnet run -c Release --project tests/Touchstone.Benchmarks -- --filter '$(or $(FILTER),*)'

measure:      ## every figure, on samples
	./measure spine
	./measure provenance
	./measure evaluation
	./measure image
	./measure structure
	./measure service

revalidate:   ## runs, calibrations and gates anew on the media under DATA, into OUT
	build/revalidate.sh $(DATA) $(OUT)

format:       ## style as the build demands it
	dotnet format --verify-no-changes

clean:
	rm -rf artifacts demo
