using Touchstone.Evaluation.Credentials;
using Touchstone.Provenance;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Signing;
using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Verdicts;
using static Touchstone.Tests.Provenance.Signing.SignedSamples;

namespace Touchstone.Tests.Provenance.Signing;

public sealed class AssetSignerTests
{
    private static readonly TestAuthority _authority = new(At);

    private static ValidationOptions Options => new() { At = At, Trust = _authority.Profile };

    public static TheoryData<string> Formats => ["jpg", "png", "wav", "mp4"];

    public static TheoryData<SigningAlgorithm> Algorithms => [.. Enum.GetValues<SigningAlgorithm>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_signed_asset_is_trusted(string format) => AssertTrusted(Signed(format, Created(), _authority.Signer()));

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Every_algorithm_signs(SigningAlgorithm algorithm) => AssertTrusted(Signed("jpg", Created(), _authority.Signer(algorithm)));

    [Fact]
    public void A_time_stamp_is_taken_from_the_function_given()
    {
        var report = AssertTrusted(Signed("jpg", Created(), With(_authority.Signer(), _authority.TimeStamps())));
        Assert.Contains(report.Active, s => s.Code == Code.TimeStampTrusted);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_signed_parent_comes_along_with_its_manifests(string format)
    {
        var parent = Signed(format, Created(), _authority.Signer());
        var ingredient = Ingredient(parent) with { Title = "parent", MediaType = "image/jpeg" };
        var report = AssertTrusted(Signed(parent, new ManifestBuilder(new GeneratorInfo("Touchstone tests")).Add(ManifestAction.Opened(ingredient)), _authority.Signer()));
        Assert.Equal(2, report.Manifests.Count);
    }

    [Fact]
    public void An_update_says_more_of_an_unchanged_asset()
    {
        var before = Signed("jpg", Created(), _authority.Signer());
        var update = new ManifestBuilder(new GeneratorInfo("Touchstone tests")) { IsUpdate = true }
            .Add(ManifestAction.Opened(Ingredient(before)))
            .AddCbor("org.example.note", CborTree.Map(("text", CborTree.Text("checked"))));
        AssertTrusted(Signed(before, update, _authority.Signer()));
    }

    [Fact]
    public void An_assertion_of_the_parent_can_be_redacted()
    {
        var parent = Signed("jpg", Created().AddCbor("org.example.place", CborTree.Map(("text", CborTree.Text("home")))), _authority.Signer());
        var uri = $"self#jumbf=/c2pa/{Examined(parent).ActiveLabel}/c2pa.assertions/org.example.place";
        var child = new ManifestBuilder(new GeneratorInfo("Touchstone tests")).Add(ManifestAction.Opened(Ingredient(parent))).Redact(uri, "c2pa.PII.present");
        var signed = Signed(parent, child, _authority.Signer());
        Assert.Equal(-1, signed.AsSpan().IndexOf("home"u8));
        AssertTrusted(signed);
    }

    [Fact]
    public void A_manifest_can_be_compressed()
    {
        var plain = Signed("jpg", Created(), _authority.Signer());
        var compressed = Signed("jpg", Created(isCompressed: true), _authority.Signer());
        Assert.InRange(compressed.Length, 1, plain.Length - 1);
        AssertTrusted(compressed);
    }

    [Theory]
    [InlineData("jpg")]
    [InlineData("png")]
    public void Boxes_can_be_hashed_one_by_one(string format) => AssertTrusted(Signed(format, Created(NewBinding.Boxes), _authority.Signer()));

    [Fact]
    public void A_store_larger_than_a_JPEG_segment_is_split() => AssertTrusted(Signed("jpg", Large(), _authority.Signer()));

    [Fact]
    public void The_same_inputs_give_the_same_bytes() =>
        Assert.Equal(Signed("jpg", Created(), new TestAuthority(At).Signer()), Signed("jpg", Created(), new TestAuthority(At).Signer()));

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_changed_byte_of_the_media_is_told(string format)
    {
        var signed = Signed(format, Created(), _authority.Signer());
        var at = signed.AsSpan().IndexOf(Sample(format).AsSpan(^60..^40));
        signed[at] ^= 1;
        Assert.Equal(CredentialState.Invalid, Examined(signed).State);
    }

    [Fact]
    public void A_manifest_whose_first_action_is_neither_created_nor_opened_is_refused()
    {
        var builder = new ManifestBuilder(new GeneratorInfo("Touchstone tests")).Add(new ManifestAction("c2pa.edited"));
        Assert.Throws<ArgumentException>(() => Signed("jpg", builder, _authority.Signer()));
    }

    [Fact]
    public void Bytes_of_no_known_format_are_refused() =>
        Assert.Throws<ArgumentException>(() => Signed("no picture at all"u8.ToArray(), Created(), _authority.Signer()));

    [Fact]
    public void A_time_stamp_larger_than_its_room_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => Signed("jpg", Created(), With(_authority.Signer(), _authority.TimeStamps(), room: 1024)));

    private static ManifestIngredient Ingredient(byte[] asset) => ManifestIngredient.Of(IngredientRelationship.ParentOf, AssetBytes.Of(asset), Options, TestContext.Current.CancellationToken);

    private static ProvenanceReport Examined(byte[] asset) => CredentialValidator.Validate(AssetBytes.Of(asset), Options, cancel: TestContext.Current.CancellationToken);

    private static ProvenanceReport AssertTrusted(byte[] asset)
    {
        var report = Examined(asset);
        Assert.DoesNotContain(report.Active, s => s.Kind == StatusKind.Failure);
        Assert.Equal(CredentialState.Trusted, report.State);
        return report;
    }
}
