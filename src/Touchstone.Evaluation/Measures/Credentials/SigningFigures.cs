using System.Security.Cryptography;
using System.Text.Json;
using Touchstone.Evaluation.Credentials;
using Touchstone.Evaluation.Estimates;
using Touchstone.Provenance;
using Touchstone.Provenance.Signing;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Evaluation.Measures.Credentials;

/// <summary>Files signed here in four formats with each of the seven algorithms: trusted here, and by c2pa-rs.</summary>
internal static class SigningFigures
{
    private static readonly (string Extension, string MediaType, Func<byte[]> Make)[] _formats =
        [("jpg", "image/jpeg", SampleMedia.Jpeg), ("png", "image/png", SampleMedia.Png), ("wav", "audio/wav", SampleMedia.Wav), ("mp4", "video/mp4", SampleMedia.Mp4)];

    /// <summary>A manifest of something made here.</summary>
    internal static ManifestBuilder Created() => new ManifestBuilder(new GeneratorInfo("Touchstone figures", "1")) { Title = "sample" }
        .Add(ManifestAction.Created(SourceType.DigitalCreation) with { When = CredentialVectors.At });

    internal static IEnumerable<Figure> Measure(MeasureRequest request, CancellationToken cancel)
    {
        var authority = new TestAuthority(CredentialVectors.At);
        var options = new ValidationOptions { At = CredentialVectors.At, Trust = authority.Profile };
        using var peer = ReferencePeer.Start(CredentialVectors.At);
        request.Progress($"signing in {_formats.Length} formats{(peer is null ? "" : ", judged by c2pa-wasm")}");
        var (settings, count) = (Settings(authority), 0);
        List<string> refusedHere = [], refusedThere = [];
        foreach (var algorithm in Enum.GetValues<SigningAlgorithm>())
        {
            var signer = authority.Signer(algorithm);
            foreach (var (extension, mediaType, make) in _formats)
            {
                cancel.ThrowIfCancellationRequested();
                count++;
                var path = Path.Combine(request.Scratch, $"signed-{algorithm}.{extension}");
                var asset = make();
                using (var output = File.Create(path)) AssetSigner.Sign(AssetBytes.Of(asset), Created(), signer, output, cancel);
                var report = CredentialValidator.Validate(AssetBytes.Of(File.ReadAllBytes(path)), options, cancel: cancel);
                if (report.State != CredentialState.Trusted) refusedHere.Add($"{algorithm} {extension} ({report.State})");
                if (peer?.Validate(path, mediaType, settings) is { } verdict && !IsAccepted(verdict)) refusedThere.Add($"{algorithm} {extension} ({verdict.State} {string.Join(' ', verdict.Failures)}{verdict.Error})");
            }
        }
        var what = $"{string.Join(", ", _formats.Select(f => f.Extension))} with each of {Enum.GetValues<SigningAlgorithm>().Length} algorithms";
        yield return new Figure("signed here, trusted here", Rate.Of(count - refusedHere.Count, count), Target.NoLessThan(1), Remark(what, refusedHere));
        yield return peer is null
            ? Figure.Skipped("signed here, accepted by c2pa-rs", ReferencePeer.HowToInstall, Target.NoLessThan(1))
            : new Figure("signed here, accepted by c2pa-rs", Rate.Of(count - refusedThere.Count, count), Target.NoLessThan(1), Remark(what, refusedThere));
    }

    // Whether the authority is trusted is a matter of settings, not of what was signed.
    private static bool IsAccepted(PeerVerdict verdict) => verdict.State is "Trusted" or "Valid" && verdict.Failures.All(f => f == "signingCredential.untrusted");

    private static string Settings(TestAuthority authority) => JsonSerializer.Serialize(new
    {
        verify = new { remote_manifest_fetch = false, ocsp_fetch = false },
        trust = new { trust_anchors = new string(PemEncoding.Write("CERTIFICATE", authority.Root.Der.Span)) + "\n", trust_config = "1.3.6.1.4.1.62558.2.1\n1.3.6.1.5.5.7.3.4\n" },
    });

    private static string Remark(string what, List<string> refused) => refused.Count == 0 ? what : $"{what}; refused: {string.Join(", ", refused)}";
}
