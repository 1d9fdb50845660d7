using System.Globalization;

namespace Touchstone.Provenance.Identity;

// Who an identity assertion names, and who vouches for it, in plain words.
internal static class IdentitySentence
{
    private const int MostNamed = 4;

    internal static string Of(IdentityReport report)
    {
        var who = report.Signer is { } signer ? Name(signer.CommonName, signer.Organisation) : Named(report.Identities);
        var what = report.Referenced.Count == 1 ? "one assertion" : $"{report.Referenced.Count} assertions";
        if (who is null) return report.Issuer is null
            ? $"An identity assertion is there ({report.SignatureType}); it names nobody that could be checked."
            : $"An identity assertion by the issuer {AggregatedIdentity.Short(report.Issuer)} names nobody.";
        if (!report.Holds) return $"An identity assertion names {who}; it does not hold, so it says nothing.";
        var role = report.Roles.Count == 0 ? "" : $", as {string.Join(", ", report.Roles)}";
        var vouched = report.Signer is not null
            ? $"the certificate was issued by {report.Signer.Issuer}"
            : $"the issuer {AggregatedIdentity.Short(report.Issuer ?? "")} says who verified it";
        var when = report.Time is { } time ? $" on {time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "";
        return report.IsTrusted
            ? $"{who} stands behind {what} of this manifest{role}{when}: {vouched}, who is on a list."
            : $"{who} is said to stand behind {what} of this manifest{role}{when}: {vouched}, who is on no list, so who that is was not checked.";
    }

    private static string? Name(string common, string organisation) =>
        common.Length == 0 ? organisation.Length == 0 ? null : organisation : organisation.Length == 0 || organisation == common ? common : $"{common} ({organisation})";

    private static string? Named(IReadOnlyList<VerifiedIdentity> identities)
    {
        string[] named = [.. identities.Take(MostNamed).Select(One)];
        return named.Length == 0 ? null : string.Join("; ", named) + (identities.Count > MostNamed ? $"; and {identities.Count - MostNamed} more" : "");
    }

    private static string One(VerifiedIdentity identity) =>
        $"{identity.Name ?? identity.UserName ?? "someone"}{(identity.Provider is null ? "" : $", verified by {identity.Provider}")}";
}
