using Touchstone.Evaluation.Credentials;
using Touchstone.Provenance.Signing;
using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Verdicts;
using static Touchstone.Tests.Provenance.Validation.Forgeries;

namespace Touchstone.Tests.Provenance.Verdicts;

public sealed class StateRulesTests
{
    [Fact]
    public void What_holds_is_trusted_on_a_list_and_valid_off_it()
    {
        var signed = Kit.Signed(VectorKit.Created(), Kit.Jpeg);
        var trusted = Examined(signed);
        Assert.Equal(CredentialState.Trusted, trusted.State);
        Assert.DoesNotContain(trusted.Axes, a => a.Level is AxisLevel.Bad or AxisLevel.Caution);
        Assert.Equal(AxisLevel.Good, trusted.Answer(Axis.Integrity).Level);
        Assert.Equal(AxisLevel.Good, trusted.Answer(Axis.Trust).Level);
        var valid = Examined(signed, Kit.Options with { Trust = Kit.NoSigners });
        Assert.Equal(CredentialState.Valid, valid.State);
        Assert.Equal(AxisLevel.Caution, valid.Answer(Axis.Trust).Level);
        Assert.Contains(Code.SigningCredentialUntrusted, valid.Active.Select(s => s.Code));
    }

    [Fact]
    public void An_expired_certificate_without_a_time_stamp_is_invalid_and_time_says_why()
    {
        var report = Examined(Kit.Signed(VectorKit.Created(), Kit.Jpeg), Kit.Options with { At = Kit.Options.At.AddYears(3) });
        AssertInvalid(report, Code.ClaimSignatureOutsideValidity);
        Assert.Equal(AxisLevel.Bad, report.Answer(Axis.Time).Level);
        Assert.Equal(AxisLevel.Good, report.Answer(Axis.Signature).Level);
        Assert.Equal(AxisLevel.Good, report.Answer(Axis.Integrity).Level);
    }

    [Fact]
    public void A_file_without_credentials_is_told_nothing_of()
    {
        var report = Examined(Kit.Jpeg);
        Assert.Equal(CredentialState.None, report.State);
        Assert.Empty(report.Axes);
    }

    [Fact]
    public void A_history_by_nobody_known_is_a_caution()
    {
        var parent = Kit.Ingredient();
        var options = Kit.Options with { Trust = Kit.NoSigners };
        var report = Examined(Kit.Signed(VectorKit.Empty().Add(ManifestAction.Opened(parent)), Kit.Jpeg), options);
        Assert.Equal(AxisLevel.Caution, report.Answer(Axis.History).Level);
        Assert.Equal(CredentialState.Valid, report.State);
    }

    [Fact]
    public void The_other_policy_says_what_only_it_rejects()
    {
        // An input is not followed by the reference (§15.11.2.1 follows every ingredient).
        var ingredient = Kit.Ingredient(IngredientRelationship.InputTo);
        var signed = Kit.Deviant(VectorKit.Created().Add(ingredient), new Deviation { Ingredients = list => [WithLie(list[0])] });
        var report = Examined(signed, Kit.Options with { WithOtherPolicy = true });
        Assert.Equal(CredentialState.Invalid, report.State);
        Assert.Equal(CredentialState.Trusted, report.OtherPolicy!.State);
        Assert.Contains(Code.IngredientManifestMismatch, report.OtherPolicy.OnlyHere.Select(s => s.Code));
    }

}
