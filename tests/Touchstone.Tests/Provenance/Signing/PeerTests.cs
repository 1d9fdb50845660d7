using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Touchstone.Evaluation.Credentials;
using Touchstone.Provenance;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Signing;
using static Touchstone.Tests.Provenance.Signing.SignedSamples;

namespace Touchstone.Tests.Provenance.Signing;

/// <summary>Whether c2pa-rs accepts what is signed here. Needs node and a folder with run1.mjs and c2pa-wasm, named in TOUCHSTONE_C2PA_PEER; skipped without.</summary>
public sealed class PeerTests
{
    private static readonly Dictionary<string, string> _mediaTypes = new() { ["jpg"] = "image/jpeg", ["png"] = "image/png", ["wav"] = "audio/wav", ["mp4"] = "video/mp4" };

    [Theory]
    [InlineData("jpg")]
    [InlineData("png")]
    [InlineData("wav")]
    [InlineData("mp4")]
    public void The_reference_trusts_every_algorithm(string format)
    {
        foreach (var algorithm in Enum.GetValues<SigningAlgorithm>())
            AssertTrusted(format, authority => Signed(format, Created(), authority.Signer(algorithm)));
    }

    [Fact]
    public void The_reference_trusts_a_time_stamp() =>
        AssertTrusted("jpg", authority => Signed("jpg", Created(), With(authority.Signer(), authority.TimeStamps())), "timeStamp.trusted");

    [Fact]
    public void The_reference_trusts_a_box_hash() => AssertTrusted("jpg", authority => Signed("jpg", Created(NewBinding.Boxes), authority.Signer()), "assertion.boxesHash.match");

    [Fact]
    public void The_reference_trusts_a_store_larger_than_a_JPEG_segment() => AssertTrusted("jpg", authority => Signed("jpg", Large(), authority.Signer()));

    [Fact]
    public void The_reference_trusts_a_compressed_manifest() => AssertTrusted("jpg", authority => Signed("jpg", Created(isCompressed: true), authority.Signer()));

    [Theory]
    [InlineData("jpg", false, false)]
    [InlineData("png", false, false)]
    [InlineData("wav", false, false)]
    [InlineData("mp4", false, false)]
    [InlineData("jpg", true, false)]
    [InlineData("jpg", false, true)]
    public void The_reference_trusts_a_signed_parent(string format, bool isUpdate, bool isRedacted) => AssertTrusted(format, authority =>
    {
        var options = new ValidationOptions { At = At, Trust = authority.Profile };
        var parent = Signed(format, Created().AddCbor("org.example.note", CborTree.Map(("text", CborTree.Text("home")))), authority.Signer());
        var report = CredentialValidator.Validate(AssetBytes.Of(parent), options, cancel: TestContext.Current.CancellationToken);
        var ingredient = ManifestIngredient.Of(IngredientRelationship.ParentOf, AssetBytes.Of(parent), options, TestContext.Current.CancellationToken) with { Title = "parent" };
        var builder = new ManifestBuilder(new GeneratorInfo("Touchstone tests")) { IsUpdate = isUpdate }.Add(ManifestAction.Opened(ingredient));
        if (isRedacted) builder.Redact($"self#jumbf=/c2pa/{report.ActiveLabel}/c2pa.assertions/org.example.note", "c2pa.PII.present");
        return Signed(parent, builder, authority.Signer());
    });

    // c2pa-rs takes its time from the machine's clock; the test certificates are valid for a year around At, and clock.mjs sets the peer's to it.
    private static void AssertTrusted(string format, Func<TestAuthority, byte[]> make, params string[] successes)
    {
        var peer = Environment.GetEnvironmentVariable("TOUCHSTONE_C2PA_PEER");
        if (peer is null || !File.Exists(Path.Combine(peer, "run1.mjs"))) Assert.Skip("skipped: no peer");
        var authority = new TestAuthority(At);
        var folder = Directory.CreateTempSubdirectory("touchstone-peer");
        try
        {
            var verdict = Verdict(peer, folder.FullName, format, make(authority), authority);
            var failures = verdict["active"]?["failure"]?.AsArray().Select(f => f!.ToJsonString()) ?? [];
            Assert.True((string?)verdict["state"] == "Trusted", $"{verdict["state"]} {verdict["error"]} {string.Join(' ', failures)}");
            var found = verdict["active"]!["success"]!.AsArray().Select(s => (string?)s!["code"]).ToHashSet();
            Assert.All(successes, s => Assert.Contains(s, found));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static JsonNode Verdict(string peer, string folder, string format, byte[] asset, TestAuthority authority)
    {
        var file = Path.Combine(folder, $"asset.{format}");
        File.WriteAllBytes(file, asset);
        var anchors = new string(PemEncoding.Write("CERTIFICATE", authority.Root.Der.Span)) + "\n";
        var settings = new { test = new { verify = new { remote_manifest_fetch = false, ocsp_fetch = false }, trust = new { trust_anchors = anchors, trust_config = "1.3.6.1.4.1.62558.2.1\n1.3.6.1.5.5.7.3.4\n" } } };
        File.WriteAllText(Path.Combine(folder, "profiles.json"), JsonSerializer.Serialize(settings));
        var start = new ProcessStartInfo("node") { WorkingDirectory = peer, UseShellExecute = false, Environment = { ["FIXED"] = At.ToString("O") } };
        foreach (var argument in (string[])["--import", "./clock.mjs", "run1.mjs", file, _mediaTypes[format], Path.Combine(folder, "profiles.json"), Path.Combine(folder, "out.json")]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "out.json")))!["test"]!;
    }
}
