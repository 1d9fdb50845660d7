using Touchstone.Evaluation.Credentials;
using Touchstone.Provenance;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Signing;
using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Verdicts;
using static Touchstone.Tests.Provenance.Validation.Forgeries;

namespace Touchstone.Tests.Provenance.Validation;

/// <summary>Files whose bytes and credentials do not belong together.</summary>
public sealed class ForgedAssetTests
{
    [Fact]
    public void A_hard_binding_that_was_made_anew_holds_nothing_together()
    {
        StoredAssertion[] real = [];
        var signed = Kit.Deviant(VectorKit.Created(), new Deviation
        {
            Listed = list => (real = [.. list]).Select(a => a.Label == "c2pa.hash.data" ? a with { Box = [.. a.Box[..^1], (byte)(a.Box[^1] ^ 1)] } : a),
            Stored = _ => real,
        });
        var report = Examined(signed);
        AssertInvalid(report, Code.AssertionHashedURIMismatch);
        Assert.Equal(AxisLevel.Bad, report.Answer(Axis.Integrity).Level);
        Assert.NotEqual(AxisLevel.Good, report.Answer(Axis.Coverage).Level);
    }

    [Fact]
    public void Under_a_signature_that_does_not_verify_no_other_answer_is_good()
    {
        var report = Examined(Kit.Deviant(VectorKit.Created(), new Deviation { Signature = (signer, claim, draft) => CoseWriter.Sign(signer, (byte[])[.. claim[..^1], (byte)(claim[^1] ^ 1)], draft) }));
        AssertInvalid(report, Code.ClaimSignatureMismatch);
        Assert.DoesNotContain(report.Axes, a => a.Level == AxisLevel.Good);
        Assert.DoesNotContain("declare", report.Answer(Axis.Declaration).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_after_the_end_are_not_signed_for()
    {
        byte[] signed = [.. Kit.Signed(VectorKit.Created(), Kit.Jpeg), .. "PK and more"u8];
        AssertInvalid(Examined(signed), Code.AssertionDataHashMismatch);
        var boxes = new ManifestBuilder(new GeneratorInfo("Touchstone tests")) { Binding = NewBinding.Boxes }.Add(ManifestAction.Created(SourceType.DigitalCreation));
        var report = Examined([.. Kit.Signed(boxes, Kit.Jpeg), .. "PK and more"u8]);
        if (report.State != CredentialState.Invalid) Assert.Equal(AxisLevel.Bad, report.Answer(Axis.Coverage).Level);
    }

    [Fact]
    public void A_side_car_of_another_file_does_not_match()
    {
        var other = StoreContents.Of(Kit.Ingredient().Store)!;
        var store = ManifestWriter.Store([.. other.Manifests.Select(m => (ReadOnlyMemory<byte>)m.Box)]);
        var report = Examined(SampleMedia.Png(), companions: new AssetCompanions { SideCar = store });
        AssertInvalid(report, Code.AssertionDataHashMismatch);
        Assert.Equal(AxisLevel.Bad, report.Answer(Axis.Integrity).Level);
    }

    [Fact]
    public void An_update_cannot_bind_a_picture_that_its_parent_does_not()
    {
        var other = Kit.Parent.ToArray();
        other[other.AsSpan().IndexOf(Kit.Jpeg.AsSpan(^60..^40))] ^= 1;
        var update = new Deviation { Type = ManifestWriter.UpdateType }.Sign(other, VectorKit.Empty(isUpdate: true).Add(ManifestAction.Opened(Kit.Ingredient())), Kit.Signer, null);
        AssertInvalid(Examined(update), Code.AssertionDataHashMismatch);
    }

    [Fact]
    public void Two_stores_in_one_picture_count_as_none()
    {
        var png = Kit.Signed(VectorKit.Created(), SampleMedia.Png());
        var at = png.AsSpan().IndexOf("caBX"u8) - 4;
        var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at)) + 12;
        byte[] twice = [.. png, .. png.AsSpan(at, length)];
        AssertInvalid(Examined(twice));
    }

    [Fact]
    public void A_signed_exclusion_of_the_picture_itself_is_no_binding()
    {
        var signed = Kit.Deviant(VectorKit.Created(), new Deviation
        {
            Binding = v => v.With("exclusions", CborTree.List([.. v["exclusions"]!.Items, CborTree.Map(("start", CborTree.Integer(60_000)), ("length", CborTree.Integer(100_000)))])),
        });
        AssertInvalid(Examined(signed));
    }
}
