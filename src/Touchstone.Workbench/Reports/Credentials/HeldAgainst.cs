using System.Globalization;
using Touchstone.Provenance.Trust;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Workbench.Reports.Credentials;

/// <summary>What credentials were held against: rules, moment, trust lists with their dates, and the product a signer's certificate is of.</summary>
internal static class HeldAgainst
{
    // The name that a profile of own anchors bears, alone or after a shipped one's.
    private const string Own = "own";

    public static void Write(Html html, ProvenanceReport report)
    {
        Tables.Pairs(html, "Held against", Pairs(report));
        if (report.TrustWarnings.Count > 0)
            using (html.In("ul", ("class", "plain-list")))
                foreach (var warning in report.TrustWarnings) html.Put("li", "▲ " + warning);
        if (report.Products.Count == 0) return;
        Tables.Write(html, $"The signer’s certificate is that of a product on the conforming-products list of {ConformingProducts.Date:yyyy-MM-dd}", ["Product", "Vendor", "Assurance", "Listed as", "Since", "May not state"], report.Products.Take(8), product =>
        {
            html.Put("th", product.Product, ("scope", "row")).Put("td", product.Vendor);
            html.Put("td", product.AssuranceLevel is { } level ? $"level {level}" : "not given").Put("td", product.Status);
            html.Put("td", product.Since?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "not given").Put("td", product.DisallowedSignals.Count == 0 ? "nothing excluded" : string.Join(", ", product.DisallowedSignals));
        });
    }

    /// <summary>All of it in one line.</summary>
    public static string Line(ProvenanceReport report) =>
        $"trust profile {report.TrustProfile}, as of {CredentialWords.Moment(report.At)}, by {CredentialWords.Rules(report.Policy)}";

    /// <summary>The options that repeat the validation, and what a reader must have at hand for it.</summary>
    public static (string Options, string? Note) Options(ProvenanceReport report)
    {
        var at = report.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var (trust, note) = report.TrustProfile switch
        {
            Own => ("anchors.pem", "# anchors.pem: the own anchors that were given"),
            var joined when joined.EndsWith("+" + Own, StringComparison.Ordinal) => ($"{joined[..^Own.Length]}anchors.pem", "# anchors.pem: the own anchors that were given"),
            var shipped => (shipped, null),
        };
        return ($"--trust {trust} --at {at}", note);
    }

    private static IEnumerable<(string, string)> Pairs(ProvenanceReport report)
    {
        if (report.Place is { } place) yield return ("Found in", place);
        yield return ("Rules", CredentialWords.Rules(report.Policy));
        yield return ("Moment", $"{CredentialWords.Moment(report.At)}: certificates without a trusted time-stamp must be valid then");
        yield return ("Trust profile", report.TrustProfile);
        foreach (var (list, of) in Lists(report.TrustProfile))
            yield return (of, $"{list.Name}, {(list.Version.Length > 0 ? $"version {list.Version}, " : "")}{list.Date:yyyy-MM-dd}, {Words.Count(list.Certificates.Count, "anchor")}");
        yield return ("Network", "not used: nothing is fetched");
    }

    private static IEnumerable<(TrustList List, string Of)> Lists(string profile)
    {
        var shipped = TrustProfiles.Find(profile.Split('+')[0]);
        return (shipped?.Signers ?? []).Select(l => (l, "List of signers")).Concat((shipped?.TimeStampers ?? []).Select(l => (l, "List of time-stamp authorities")));
    }
}
