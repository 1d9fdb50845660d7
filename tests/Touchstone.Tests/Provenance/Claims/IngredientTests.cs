using Touchstone.Provenance;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Jumbf;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Tests.Provenance.Claims;

public sealed class IngredientTests
{
    private const string There = "self#jumbf=/c2pa/urn:c2pa:there";

    private static readonly CborValue _reference = CborTree.Map(("url", CborTree.Text(There)), ("hash", CborTree.Bytes(new byte[32])));

    [Theory]
    [InlineData("c2pa.ingredient", "c2pa_manifest", true)]
    [InlineData("c2pa.ingredient.v2__3", "c2pa_manifest", true)]
    [InlineData("c2pa.ingredient.v3", "activeManifest", true)]
    [InlineData("c2pa.ingredient.v3", "c2pa_manifest", false)]
    [InlineData("c2pa.ingredient", "activeManifest", false)]
    public void Each_version_names_its_manifest_in_its_own_field(string label, string field, bool isRead) =>
        Assert.Equal(isRead ? There : null, Read(label, CborTree.Map(("relationship", CborTree.Text("parentOf")), (field, _reference)))!.Manifest?.Url);

    [Fact]
    public void Recorded_statuses_get_the_kind_and_the_full_address_they_mean()
    {
        var listed = Read("c2pa.ingredient.v2", CborTree.Map(("c2pa_manifest", _reference), ("validationStatus", CborTree.List(
            CborTree.Map(("code", CborTree.Text("assertion.dataHash.mismatch")), ("url", CborTree.Text("self#jumbf=c2pa.assertions/c2pa.hash.data"))),
            CborTree.Map(("code", CborTree.Text("org.example.unknown")))))))!.Recorded;
        Assert.Equal(["self#jumbf=/c2pa/urn:c2pa:there/c2pa.assertions/c2pa.hash.data", ""], listed.Select(s => s.Url));
        // What nobody knows cannot be taken for a success.
        Assert.All(listed, s => Assert.Equal(StatusKind.Failure, s.Kind));
        var sorted = Read("c2pa.ingredient.v3", CborTree.Map(("activeManifest", _reference), ("validationResults", CborTree.Map(("activeManifest", CborTree.Map(
            ("success", CborTree.List(CborTree.Map(("code", CborTree.Text("claimSignature.validated")))))))))));
        Assert.True(sorted!.HasResults);
        Assert.Equal(StatusKind.Success, Assert.Single(sorted.Recorded).Kind);
    }

    [Fact]
    public void What_is_no_map_is_no_ingredient() => Assert.Null(Read("c2pa.ingredient.v3", CborTree.List(CborTree.Text("x"))));

    private static Ingredient? Read(string label, CborValue value) =>
        Ingredient.Of(new Assertion(JumbfReader.Read(JumbfWriter.Cbor(label, CborEncoder.Encode(value)), ProvenanceLimits.Default).Root!, "urn:c2pa:here", ProvenanceLimits.Default));
}
