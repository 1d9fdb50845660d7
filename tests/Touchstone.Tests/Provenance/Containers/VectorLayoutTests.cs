using System.Text.Json;
using Touchstone.Provenance;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Jumbf;

namespace Touchstone.Tests.Provenance.Containers;

/// <summary>The layout of files whose origin is the shared provenance vectors, against what the reference found in them.</summary>
public class VectorLayoutTests
{
    [Fact]
    public void Every_file_gives_as_many_stores_as_the_reference_finds()
    {
        var wrong = new List<string>();
        foreach (var (file, layout, stores, state) in Vectors())
        {
            if (layout.Stores.Count != stores) wrong.Add($"{file}: {layout.Stores.Count} stores of {layout.Format}, expected {stores}; {string.Join(" ", layout.Damage.Select(d => d.Text))}");
            foreach (var store in layout.Stores)
            {
                var root = JumbfReader.Read(store.Bytes, ProvenanceLimits.Default).Root;
                if (root is not { Label: "c2pa" } && state.Length > 0) wrong.Add($"{file}: the store does not parse");
            }
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void The_stores_of_trusted_files_lie_where_their_signers_left_them_out_of_the_hash()
    {
        var wrong = new List<string>();
        foreach (var (file, layout, _, state) in Vectors().Where(v => v.State == "Trusted" && v.Layout.Stores.Count == 1))
        {
            var manifest = JumbfReader.Read(layout.Stores[0].Bytes, ProvenanceLimits.Default).Root?.Children[^1];
            var hash = manifest?.Find("c2pa.assertions")?.Children.FirstOrDefault(c => c.Label.StartsWith("c2pa.hash.data", StringComparison.Ordinal))?.Children.FirstOrDefault(c => c.Type == "cbor");
            if (hash is null || !CborDecoder.TryDecode(hash.Payload, ProvenanceLimits.Default, out var value, out _)) continue;
            var excluded = (value["exclusions"]?.Items ?? []).Select(i => new ByteRange(i["start"]?.Integer ?? 0, i["length"]?.Integer ?? 0));
            if (!excluded.SequenceEqual(layout.Stores[0].Ranges)) wrong.Add($"{file}: {string.Join(" ", excluded)} and {string.Join(" ", layout.Stores[0].Ranges)}");
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void Regions_cover_every_byte_of_every_file_once()
    {
        var shared = SharedData.Path("data", "c2pa", "files");
        foreach (var file in Directory.EnumerateFiles(shared, "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            Tiling.Holds(LayoutReader.Read(AssetBytes.Of(bytes), ProvenanceLimits.Default, TestContext.Current.CancellationToken), bytes.Length, file);
        }
    }

    private static IEnumerable<(string File, AssetLayout Layout, int Stores, string State)> Vectors()
    {
        using var verdicts = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("data", "c2pa", "peer-verdict.json")));
        foreach (var entry in verdicts.RootElement.GetProperty("files").EnumerateObject())
        {
            var bytes = File.ReadAllBytes(SharedData.Path("data", "c2pa", entry.Name));
            var layout = LayoutReader.Read(AssetBytes.Of(bytes), ProvenanceLimits.Default, TestContext.Current.CancellationToken);
            var verdict = entry.Value.GetProperty("c2pa_rs");
            var state = verdict.GetProperty("test").TryGetProperty("state", out var stated) ? stated.GetString() ?? "" : "";
            yield return (entry.Name, layout, Expected(entry.Name, verdict), state);
        }
    }

    private static int Expected(string file, JsonElement verdict)
    {
        if (file.EndsWith(".ttf", StringComparison.Ordinal)) return 1;
        if (file.EndsWith(".m4s", StringComparison.Ordinal) || file.EndsWith("tiff_poc.tiff", StringComparison.Ordinal)) return 0;
        var profile = verdict.EnumerateObject().First().Value;
        var error = profile.TryGetProperty("error", out var text) ? text.ToString() : "";
        return error.Contains("JumbfNotFound", StringComparison.Ordinal) || error.Contains("RemoteManifestUrl", StringComparison.Ordinal) ? 0 : 1;
    }
}
