using System.Text;
using Touchstone.Provenance;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Residue;

namespace Touchstone.Tests.Provenance.Residue;

public sealed class ResidueReaderTests
{
    private const string Label = "urn:c2pa:0a1b";

    // Packets: origin C2PA 2.2 §11.4 and §8.3 (the property and the form of a reference), written by hand.
    private static ReadOnlyMemory<byte> Packet(string attributes) => Encoding.UTF8.GetBytes(
        $"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description xmlns:dcterms='http://purl.org/dc/terms/' {attributes}/></rdf:RDF></x:xmpmeta>");

    private static AssetLayout Layout(string attributes, bool store) => new()
    {
        Format = AssetFormat.Jpeg,
        Xmp = [Packet(attributes)],
        Stores = store ? [new EmbeddedStore(new byte[8], [new ByteRange(200, 8)], "APP11 segments")] : [],
        Regions = [new AssetRegion("SOI", new ByteRange(0, 2), RegionRole.Structure), new AssetRegion("APP1 XMP", new ByteRange(2, 198), RegionRole.Metadata), new AssetRegion("APP13", new ByteRange(200, 50), RegionRole.Metadata)],
    };

    private static string[] Codes(string attributes, bool store, params string[] labels) => [.. ResidueReader.Read(Layout(attributes, store), labels).Select(f => f.Code)];

    [Theory]
    [InlineData("self#jumbf=/c2pa/urn:c2pa:0a1b/c2pa.claim")]
    [InlineData("self#jumbf=c2pa/urn:c2pa:0a1b")]
    [InlineData("SELF#jumbf=/c2pa/urn%3Ac2pa%3A0a1b/c2pa.claim.v2")]
    public void A_pointer_agrees_with_its_store_or_misses_it(string pointer)
    {
        var attribute = $"dcterms:provenance='{pointer}'";
        Assert.Equal([ResidueCode.StoreMissing], Codes(attribute, store: false));
        Assert.Empty(Codes(attribute, store: true, "urn:c2pa:other", Label));
        Assert.Equal([ResidueCode.LabelNotInStore], Codes(attribute, store: true, "urn:c2pa:other"));
        // A side-car holds what it points to, or another file's.
        Assert.Empty(Codes(attribute, store: false, Label));
        Assert.Equal([ResidueCode.LabelNotInStore], Codes(attribute, store: false, "urn:c2pa:other"));
        // A store that cannot be read is damaged; nothing is said of what it held.
        Assert.Empty(Codes(attribute, store: true));
    }

    [Fact]
    public void A_finding_says_where()
    {
        var finding = Assert.Single(ResidueReader.Read(Layout("dcterms:provenance='self#jumbf=/c2pa/a'", store: false), []));
        Assert.Equal(2, finding.Offset);
        Assert.Contains("self#jumbf=/c2pa/a", finding.Text);
    }

    [Theory]
    [InlineData("https://manifests.example/a", true)]
    [InlineData("http://127.0.0.1:9/m.c2pa", true)]
    [InlineData("Bought at an auction in 1911", false)]
    [InlineData("ftp://manifests.example/a", false)]
    public void A_remote_manifest_is_named_and_not_fetched(string value, bool remote)
    {
        var attribute = $"dcterms:provenance='{value}'";
        Assert.Equal(remote ? [ResidueCode.RemoteOnly] : [], Codes(attribute, store: false));
        Assert.Empty(Codes(attribute, store: true, Label));
        if (remote) Assert.Contains("remote manifest, not fetched", ResidueReader.Read(Layout(attribute, store: false), [])[0].Text);
    }

    [Theory]
    [InlineData("xmlns:h='http://ns.adobe.com/xap/1.0/sType/ResourceEvent#' h:parameters='Content Credentials applied'", ResidueCode.History)]
    [InlineData("xmlns:p='http://ns.adobe.com/photoshop/1.0/' p:History='C2PA manifest written'", ResidueCode.History)]
    [InlineData("xmlns:c='http://c2pa.org/manifest'", ResidueCode.Namespace)]
    [InlineData("xmlns:c='https://ns.contentauthenticity.org/x/'", ResidueCode.Namespace)]
    public void History_and_names_left_behind_count_where_the_store_is_gone(string attributes, string code)
    {
        Assert.Equal([code], Codes(attributes, store: false));
        Assert.Empty(Codes(attributes, store: true, Label));
    }

    [Theory]
    [InlineData("xmlns:dc='http://purl.org/dc/elements/1.1/' dc:description='A talk about Content Credentials and C2PA'")]
    [InlineData("xmlns:h='http://ns.adobe.com/xap/1.0/sType/ResourceEvent#' h:softwareAgent='Adobe Photoshop 25.0'")]
    [InlineData("xmlns:c='http://notc2pa.org/manifest'")]
    [InlineData("xmlns:d='http://purl.org/dc/elements/1.1/' d:provenance='self#jumbf=/c2pa/a'")]
    public void What_only_looks_like_it_is_no_residue(string attributes) => Assert.Empty(Codes(attributes, store: false));

    [Fact]
    public void Photoshop_resources_are_read_where_the_bytes_are_given()
    {
        var bytes = new byte[250];
        "xxx content credentials xxx"u8.CopyTo(bytes.AsSpan(210));
        var finding = Assert.Single(ResidueReader.Read(Layout("", store: false), [], AssetBytes.Of(bytes)));
        Assert.Equal((ResidueCode.History, 200L), (finding.Code, finding.Offset));
        Assert.Empty(ResidueReader.Read(Layout("", store: true), [Label], AssetBytes.Of(bytes)));
    }

    [Fact]
    public void An_empty_place_is_residue_and_a_side_car_has_none()
    {
        var empty = Layout("", store: false) with { EmptyPlaces = [new AssetRegion("empty uuid box of C2PA", new ByteRange(40, 44), RegionRole.Credentials)] };
        Assert.Equal((ResidueCode.EmptyPlace, 40L), (ResidueReader.Read(empty, [])[0].Code, ResidueReader.Read(empty, [])[0].Offset));
        Assert.Empty(ResidueReader.Read(empty with { Format = AssetFormat.ManifestStore }, []));
    }

    [Theory]
    [InlineData("c2pa-rs/video1_no_manifest.mp4", ResidueCode.StoreMissing)]
    [InlineData("generated/mut-transplant.jpg", ResidueCode.LabelNotInStore)]
    [InlineData("generated/remote-only.jpg", ResidueCode.RemoteOnly)]
    [InlineData("c2pa-rs/cloudx.jpg", ResidueCode.RemoteOnly)]
    [InlineData("c2pa-rs/cloud.jpg", ResidueCode.RemoteOnly)]
    public void Shared_files_that_lost_their_credentials_are_told(string file, string code) =>
        Assert.Contains(Read(SharedData.Path("data", "c2pa", "files", file)), f => f.Code == code);

    [Fact]
    public void No_other_shared_file_shows_residue()
    {
        string[] known = ["video1_no_manifest.mp4", "mut-transplant.jpg", "remote-only.jpg", "cloudx.jpg", "cloud.jpg"];
        var files = Directory.EnumerateFiles(SharedData.Path("data", "c2pa", "files"), "*", SearchOption.AllDirectories).Where(f => !known.Contains(Path.GetFileName(f)));
        Assert.Empty(files.SelectMany(f => Read(f).Select(r => $"{Path.GetFileName(f)}: {r.Code} {r.Text}")));
    }

    private static IReadOnlyList<ResidueFinding> Read(string path) =>
        ResidueReader.Read(AssetBytes.Of(File.ReadAllBytes(path)), ProvenanceLimits.Default, TestContext.Current.CancellationToken);
}
