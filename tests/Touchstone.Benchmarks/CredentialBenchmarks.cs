using BenchmarkDotNet.Attributes;
using Touchstone.Evaluation.Credentials;
using Touchstone.Provenance;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Jumbf;
using Touchstone.Provenance.Signing;

namespace Touchstone.Benchmarks;

/// <summary>One signed photograph from its bytes to its report, and the steps of reading within it. The peer, c2pa-wasm, runs in <c>./measure provenance</c>.</summary>
[MemoryDiagnoser]
public class CredentialBenchmarks
{
    private static readonly DateTimeOffset _at = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private AssetBytes _asset = AssetBytes.Of(ReadOnlyMemory<byte>.Empty);
    private ReadOnlyMemory<byte> _store;
    private ReadOnlyMemory<byte> _claim;
    private ValidationOptions _options = new() { At = _at };

    [GlobalSetup]
    public void Setup()
    {
        var authority = new TestAuthority(_at);
        _options = new ValidationOptions { At = _at, Trust = authority.Profile };
        using var signed = new MemoryStream();
        var manifest = new ManifestBuilder(new GeneratorInfo("Touchstone benchmarks")) { Thumbnail = new Thumbnail("image/jpeg", SampleMedia.Jpeg()) }.Add(ManifestAction.Created(SourceType.DigitalCreation));
        AssetSigner.Sign(AssetBytes.Of(SampleMedia.Jpeg()), manifest, authority.Signer(), signed);
        _asset = AssetBytes.Of(signed.ToArray());
        _store = LayoutReader.Read(_asset, _options.Limits, CancellationToken.None).Stores[0].Bytes;
        _claim = ManifestStore.Read(_store, _options.Limits).Active!.ClaimBytes;
    }

    [Benchmark(Baseline = true)]
    public object Validate() => CredentialValidator.Validate(_asset, _options);

    [Benchmark]
    public object ValidateUnderBothPolicies() => CredentialValidator.Validate(_asset, _options with { WithOtherPolicy = true });

    [Benchmark]
    public object ReadLayout() => LayoutReader.Read(_asset, _options.Limits, CancellationToken.None);

    [Benchmark]
    public object ReadJumbf() => JumbfReader.Read(_store, _options.Limits);

    [Benchmark]
    public bool DecodeCbor() => CborDecoder.TryDecode(_claim, _options.Limits, out _, out _);
}
