using System.Text.Json;
using Touchstone.Provenance;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Jumbf;
using Touchstone.Provenance.Signatures;
using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Trust;

namespace Touchstone.Tests.Provenance.Signatures;

/// <summary>Holds the reference policy to what c2pa-rs said of the same files. Origin: peer-verdict.json of the shared data.</summary>
public sealed class PeerAgreementTests
{
    private static readonly string[] _families = ["claimSignature", "signingCredential", "timeStamp", "timeOfSigning", "algorithm"];

    [Theory]
    [InlineData("none")]
    [InlineData("test")]
    [InlineData("official")]
    [InlineData("itl")]
    public void The_codes_about_the_signature_are_those_of_the_reference(string profile)
    {
        var data = SharedData.Path("data", "c2pa");
        using var verdicts = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(data, "peer-verdict.json")));
        List<string> differences = [];
        var compared = 0;
        foreach (var file in verdicts.RootElement.GetProperty("files").EnumerateObject())
        {
            if (!file.Value.GetProperty("c2pa_rs").TryGetProperty(profile, out var verdict)) continue;
            if (!verdict.TryGetProperty("active", out var active) || active.ValueKind != JsonValueKind.Object) continue;
            if (Active(Path.Combine(data, file.Name)) is not { } input) continue;
            var expected = Codes(active);
            if (expected.Count == 0) continue;
            var trust = profile == "test" ? Test(data, generated: file.Name.Contains("/generated/")) : TrustProfiles.Find(profile)!;
            var log = new StatusLog(1000);
            SignatureValidator.Validate(input, new ValidationOptions { At = new(2026, 11, 23, 23, 59, 59, TimeSpan.Zero), Policy = ValidationPolicy.Reference, Trust = trust }, log, CancellationToken.None);
            var found = log.Entries.Select(s => s.Code).ToHashSet();
            compared++;
            if (!found.SetEquals(expected)) differences.Add($"{file.Name}: {string.Join(' ', found.Order())} for {string.Join(' ', expected.Order())}");
        }

        Assert.Empty(differences);
        Assert.True(compared > 40, $"{compared} files compared");
    }

    private static HashSet<string> Codes(JsonElement active) =>
    [
        .. active.EnumerateObject().SelectMany(kind => kind.Value.EnumerateArray()).Select(s => s.GetProperty("code").GetString()!).Where(c => _families.Contains(c.Split('.')[0])),
    ];

    private static TrustProfile Test(string data, bool generated)
    {
        using var profiles = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(data, "trust", generated ? "profiles-generated.json" : "profiles.json")));
        var trust = profiles.RootElement.GetProperty("test").GetProperty("trust");
        return TrustProfiles.Own("test", new TrustMaterial { Signers = trust.GetProperty("trust_anchors").GetString()!, Purposes = trust.GetProperty("trust_config").GetString()! });
    }

    // Brotli boxes and older arrangements are the business of the claims' reader; here the plain ones are enough.
    private static SignatureInput? Active(string path)
    {
        var layout = LayoutReader.Read(AssetBytes.Of(File.ReadAllBytes(path)), ProvenanceLimits.Default, CancellationToken.None);
        if (layout.Stores is not [var store]) return null;
        var manifest = JumbfReader.Read(store.Bytes, ProvenanceLimits.Default).Root?.Children.LastOrDefault(c => c.IsSuperbox);
        var claim = manifest?.Find("c2pa.claim.v2") ?? manifest?.Find("c2pa.claim");
        return claim is { Children: [var claimBox, ..] } && manifest!.Find("c2pa.signature") is { Children: [var signatureBox, ..] }
            ? new SignatureInput(signatureBox.Payload, claimBox.Payload, claim.Label == "c2pa.claim", "self#jumbf=c2pa.signature", [], [])
            : null;
    }
}
