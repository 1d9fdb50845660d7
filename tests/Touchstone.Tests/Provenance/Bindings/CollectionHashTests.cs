using Touchstone.Provenance;
using Touchstone.Provenance.Bindings;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Containers;
using static Touchstone.Provenance.Cbor.CborTree;
using static Touchstone.Tests.Provenance.Bindings.Made;

namespace Touchstone.Tests.Provenance.Bindings;

public sealed class CollectionHashTests
{
    private static readonly Dictionary<string, string> _files = new() { ["photos/1.jpg"] = "one", ["text.txt"] = "two" };

    private static CborValue Listed(string uri, string content) => Map(("uri", Text(uri)), ("hash", Bytes(Sha256(Ascii(content)))));

    private static BindingInput Input(CborValue assertion) => new()
    {
        Asset = AssetBytes.Of(Ascii("store")), Layout = new AssetLayout { Format = AssetFormat.ManifestStore }, Label = "c2pa.hash.collection.data", Assertion = assertion, Url = "u",
        Collection = uri => _files.TryGetValue(uri, out var content) ? AssetBytes.Of(Ascii(content)) : null,
    };

    private static BindingInput Of(params CborValue[] files) => Input(Map(("alg", Text("sha256")), ("uris", List(files))));

    [Fact]
    public void Every_file_as_signed_matches() =>
        Assert.Equal(["assertion.collectionHash.match"], Validate(Of(Listed("photos/1.jpg", "one"), Listed("text.txt", "two"))).Codes());

    [Fact]
    public void A_changed_file_does_not_match() =>
        Assert.Equal(["assertion.collectionHash.mismatch"], Validate(Of(Listed("photos/1.jpg", "one"), Listed("text.txt", "TWO"))).Codes());

    [Fact]
    public void A_missing_file_is_counted() =>
        Assert.Equal(["assertion.collectionHash.incorrectFileCount"], Validate(Of(Listed("photos/1.jpg", "one"), Listed("gone.txt", "two"))).Codes());

    [Theory]
    [InlineData("../secret")]
    [InlineData("photos/./1.jpg")]
    [InlineData("photos/%2e%2e/x")]
    [InlineData("photos\\..\\x")]
    [InlineData("/etc/passwd")]
    [InlineData("https://example.org/x")]
    [InlineData("")]
    public void A_uri_that_leads_elsewhere_is_refused(string uri) =>
        Assert.Equal(["assertion.collectionHash.invalidURI"], Validate(Of(Listed(uri, "one"))).Codes());

    [Fact]
    public void A_list_without_files_algorithm_uri_or_hash_is_malformed()
    {
        CborValue[] malformed =
        [
            Map(("alg", Text("sha256"))), Map(("alg", Text("sha256")), ("uris", List())), Map(("uris", List(Listed("text.txt", "two")))),
            Map(("alg", Text("sha256")), ("uris", List(Map(("uri", Text("text.txt")))))), Map(("alg", Text("sha256")), ("uris", List(Map(("hash", Bytes(default)))))),
        ];
        Assert.All(malformed, assertion => Assert.Equal(["assertion.collectionHash.malformed"], Validate(Input(assertion)).Codes()));
        Assert.Equal(["algorithm.unsupported"], Validate(Input(Map(("alg", Text("md5")), ("uris", List(Listed("text.txt", "two")))))).Codes());
    }
}
