using Touchstone.Evaluation.Credentials;
using Touchstone.Provenance;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Jumbf;
using Touchstone.Provenance.Signing;
using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Verdicts;
using static Touchstone.Tests.Provenance.Validation.Forgeries;

namespace Touchstone.Tests.Provenance.Validation;

/// <summary>No hash covers a manifest store as a whole: nothing that anybody can put into one may help.</summary>
public sealed class ForgedStoreTests
{
    [Fact]
    public void A_second_assertion_under_a_listed_label_is_undeclared()
    {
        var signed = Kit.Deviant(VectorKit.Created(), new Deviation { Stored = list => list.Append(VectorKit.Stored(VectorKit.NoteLabel, CborTree.Map(("text", CborTree.Text("a lie!"))))) });
        AssertInvalid(Examined(signed), Code.AssertionUndeclared);
    }

    [Fact]
    public void An_assertion_put_before_the_signed_one_does_not_match()
    {
        var signed = Kit.Deviant(VectorKit.Created(), new Deviation { Stored = list => list.Prepend(VectorKit.Stored(VectorKit.NoteLabel, CborTree.Map(("text", CborTree.Text("a lie!"))))) });
        AssertInvalid(Examined(signed), Code.AssertionHashedURIMismatch);
    }

    [Fact]
    public void A_manifest_that_nobody_refers_to_cannot_excuse_a_changed_parent()
    {
        byte[] Forged(params StoredAssertion[] excuse) => Kit.Deviant(Kit.Opened(), new Deviation { Ingredients = list => [WithLie(list[0]), Unsigned("urn:c2pa:00000000-0000-4000-8000-000000000001", excuse)] });
        var known = Failures(Examined(Forged()));
        AssertInvalid(Examined(Forged(Record(Kit.ParentLabel, known))), Code.IngredientManifestMismatch);
    }

    [Fact]
    public void A_changed_parent_cannot_excuse_itself()
    {
        byte[] Forged(StoredAssertion excuse) => Kit.Deviant(Kit.Opened(), new Deviation { Ingredients = list => [With(list[0], excuse)] });
        var first = Record(Kit.ParentLabel, []);
        var known = Failures(Examined(Forged(first))).ToList();
        AssertInvalid(Examined(Forged(Record(Kit.ParentLabel, known))), Code.IngredientManifestMismatch);
    }

    [Fact]
    public void An_unlisted_assertion_of_a_parent_cannot_excuse_what_lies_below()
    {
        // Grandparent changed; the parent gets an unlisted record of it.
        var middle = Kit.Signed(Kit.Opened(), Kit.Jpeg);
        var ingredient = ManifestIngredient.Of(IngredientRelationship.ParentOf, AssetBytes.Of(middle), Kit.Options, TestContext.Current.CancellationToken);
        byte[] Forged(StoredAssertion excuse) => Kit.Deviant(VectorKit.Empty().Add(ManifestAction.Opened(ingredient)), new Deviation { Ingredients = list => [WithLie(list[0]), With(list[1], excuse)] });
        var known = Failures(Examined(Forged(Record(Kit.ParentLabel, [], "c2pa.ingredient.v3__1")))).ToList();
        AssertInvalid(Examined(Forged(Record(Kit.ParentLabel, known, "c2pa.ingredient.v3__1"))), Code.IngredientManifestMismatch);
    }

    [Fact]
    public void A_failure_that_the_signer_recorded_is_no_news_and_flaws_the_history()
    {
        var known = Failures(Examined(Kit.Deviant(Kit.Opened(), new Deviation { Ingredients = list => [WithLie(list[0])] }))).ToList();
        var ingredient = Kit.Ingredient() with { ValidationResults = known };
        var report = Examined(Kit.Deviant(VectorKit.Empty().Add(ManifestAction.Opened(ingredient)), new Deviation { Ingredients = list => [WithLie(list[0])] }));
        Assert.Equal(CredentialState.Trusted, report.State);
        Assert.Equal(AxisLevel.Bad, report.Answer(Axis.History).Level);
        Assert.NotEmpty(report.RecordedFailures);
    }

    [Fact]
    public void A_manifest_that_nobody_refers_to_is_neither_shown_nor_in_the_way()
    {
        var report = Examined(Kit.Deviant(Kit.Opened(), new Deviation { Ingredients = list => [list[0], Unsigned("urn:c2pa:00000000-0000-4000-8000-000000000001", VectorKit.Stored("c2pa.metadata", VectorKit.Note))] }));
        Assert.Equal(CredentialState.Trusted, report.State);
        Assert.Equal(2, report.Manifests.Count);
        Assert.Empty(report.RecordedFailures);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_manifest_under_the_label_of_the_parent_does_not_stand_in_for_it(bool before)
    {
        var forged = Unsigned(Kit.ParentLabel, VectorKit.Stored(VectorKit.NoteLabel, VectorKit.Note));
        var report = Examined(Kit.Deviant(Kit.Opened(), new Deviation { Ingredients = list => before ? [forged, list[0]] : [list[0], forged] }));
        if (report.State == CredentialState.Invalid) return;
        Assert.True(before);
        Assert.All(report.Manifests, m => Assert.NotNull(m.Signature));
    }

    [Fact]
    public void A_signature_box_before_the_real_one_is_the_one_that_is_checked() =>
        AssertInvalid(Examined(Kit.Deviant(VectorKit.Created(), new Deviation { Boxes = b => [b[0], b[1], ManifestWriter.SignatureBox(new byte[40]), b[2]] })), Code.ClaimSignatureMismatch);

    [Fact]
    public void A_parent_cannot_redact_what_its_child_signed()
    {
        var child = Guid.Parse("3f1c0a52-6d5b-4e0e-9c55-0d6c53f0a002");
        var uri = JumbfUri.Assertion(ManifestWriter.Label(child), VectorKit.NoteLabel);
        var parent = Kit.Deviant(VectorKit.Created(), new Deviation { Claim = c => c.With("redacted_assertions", CborTree.List(CborTree.Text(uri))) });
        var ingredient = ManifestIngredient.Of(IngredientRelationship.ParentOf, AssetBytes.Of(parent), Kit.Options, TestContext.Current.CancellationToken);
        var builder = VectorKit.Empty(identity: child).Add(ManifestAction.Opened(ingredient)).AddCbor(VectorKit.NoteLabel, VectorKit.Note);
        AssertInvalid(Examined(Kit.Deviant(builder, new Deviation { Stored = list => list.Where(a => a.Label != VectorKit.NoteLabel) })), Code.AssertionMissing);
    }

    [Fact]
    public void A_claim_that_says_a_thing_twice_is_malformed()
    {
        byte[] Twice(byte[] claim) => [(byte)(claim[0] + 1), .. claim[1..], .. CborEncoder.Encode(CborTree.Text("dc:title")), .. CborEncoder.Encode(CborTree.Text("another title"))];
        AssertInvalid(Examined(Kit.Deviant(VectorKit.Created(), new Deviation { ClaimBytes = Twice })), Code.ClaimMalformed);
    }

    [Fact]
    public void A_claim_box_under_an_unknown_label_is_no_claim()
    {
        var signed = Kit.Deviant(VectorKit.Created(), new Deviation { Boxes = b => [b[0], JumbfWriter.Superbox("c2cl", "c2pa.claim.v9", JumbfWriter.Box("cbor", JumbfReader.Read(b[1], ProvenanceLimits.Default).Root!.Children[0].Payload)), b[2]] });
        AssertInvalid(Examined(signed), Code.ClaimMissing);
    }

    [Fact]
    public void A_claim_of_version_two_under_the_label_of_version_one_is_malformed()
    {
        var signed = Kit.Deviant(VectorKit.Created(), new Deviation { Boxes = b => [b[0], JumbfWriter.Superbox("c2cl", "c2pa.claim", JumbfWriter.Box("cbor", JumbfReader.Read(b[1], ProvenanceLimits.Default).Root!.Children[0].Payload)), b[2]] });
        AssertInvalid(Examined(signed), Code.ClaimMalformed);
    }

    [Fact]
    public void More_ingredients_than_the_limit_are_not_passed_over_in_silence()
    {
        var part = Kit.Ingredient(IngredientRelationship.ComponentOf);
        var signed = Kit.Signed(VectorKit.Created().Add(part).Add(part with { Title = "again" }), Kit.Jpeg);
        Assert.Equal(CredentialState.Trusted, Examined(signed).State);
        AssertInvalid(Examined(signed, Kit.Options with { Limits = new() { MaximumIngredients = 1 } }), Code.GeneralError);
    }

    [Fact]
    public void A_failure_is_kept_where_the_list_of_statuses_is_full()
    {
        var signed = Kit.Deviant(VectorKit.Created(), new Deviation { Stored = list => list.Append(VectorKit.Stored("org.example.other", VectorKit.Note)) });
        AssertInvalid(Examined(signed, Kit.Options with { Limits = new() { MaximumStatuses = 2 } }), Code.AssertionUndeclared);
    }
}
