using Touchstone.Engine;
using Touchstone.Evaluation.Credentials;
using Touchstone.Media;
using Touchstone.Provenance;
using Touchstone.Provenance.Statuses;
using Touchstone.Tests.Provenance.Signing;

namespace Touchstone.Tests.Engine;

public sealed class CircumstancesTests
{
    private static readonly TestAuthority _authority = new(SignedSamples.At);

    private static Specimen Signed()
    {
        var bytes = SignedSamples.Signed("jpg", SignedSamples.Created(), _authority.Signer());
        Assert.True(Intake.TryOpen("signed.jpg", bytes, Limits.Default, out var specimen, out var fault, TestContext.Current.CancellationToken), fault?.Message);
        return specimen;
    }

    private static Circumstances At(DateTimeOffset at) => new(new ValidationOptions { At = at, Trust = _authority.Profile });

    [Fact]
    public void Credentials_are_validated_once_and_shared()
    {
        using var specimen = Signed();
        var circumstances = At(SignedSamples.At);
        Assert.Same(circumstances.CredentialsOf(specimen, TestContext.Current.CancellationToken), circumstances.CredentialsOf(specimen, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Another_moment_gives_another_finding_of_the_same_bytes()
    {
        using var specimen = Signed();
        var now = At(SignedSamples.At).CredentialsOf(specimen, TestContext.Current.CancellationToken);
        var later = At(SignedSamples.At.AddYears(3)).CredentialsOf(specimen, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(now.Active, s => s.Code == Code.ClaimSignatureOutsideValidity);
        Assert.Contains(later.Active, s => s.Code == Code.ClaimSignatureOutsideValidity);
    }
}
