using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Touchstone.Provenance.Trust;
using Touchstone.Workbench;

namespace Touchstone.Cli.Verbs;

/// <summary>What credentials are held against, as options of a command.</summary>
internal static class CredentialOptions
{
    private static readonly string _names = string.Join(", ", TrustProfiles.Names);

    internal static Option<string> Trust()
    {
        var trust = new Option<string>("--trust")
        {
            HelpName = "PROFILE",
            Description = "Whom to trust as a signer: none, official (the C2PA lists), itl (those and the frozen interim list), or a PEM file of own anchors, which are used alone. official+FILE and itl+FILE add own anchors.",
            DefaultValueFactory = _ => new CredentialTerms().Trust,
        };
        trust.Validators.Add(result =>
        {
            if (result.Tokens is not [{ Value: var value }]) return;
            var (name, file) = Split(value);
            if (file is not null && !File.Exists(file)) result.AddError(name == "none" ? $"There is no trust profile and no file '{file}'. Profiles are {_names}." : $"There is no file {file}.");
        });
        return trust;
    }

    internal static Option<DateTimeOffset?> At() => new("--at")
    {
        HelpName = "TIME",
        Description = "Validate credentials as of this moment (2026-11-23 or 2026-11-23T12:00:00Z) instead of the end of today.",
        CustomParser = ParseTime,
    };

    /// <exception cref="IOException">The file of own anchors cannot be read.</exception>
    internal static CredentialTerms Terms(string trust, DateTimeOffset? at)
    {
        var (name, file) = Split(trust);
        return new CredentialTerms { Trust = name, OwnAnchors = file is null ? null : File.ReadAllText(file), At = at };
    }

    // "official", "itl+anchors.pem", "anchors.pem"
    private static (string Profile, string? File) Split(string value)
    {
        if (TrustProfiles.Names.Contains(value)) return (value, null);
        var plus = value.IndexOf('+', StringComparison.Ordinal);
        return plus > 0 && TrustProfiles.Names.Contains(value[..plus]) ? (value[..plus], value[(plus + 1)..]) : ("none", value);
    }

    private static DateTimeOffset? ParseTime(ArgumentResult result)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        // A day means its end, so that what was signed on it counts.
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return new DateTimeOffset(day.ToDateTime(new TimeOnly(23, 59, 59)), TimeSpan.Zero);
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)) return moment.ToUniversalTime();
        result.AddError($"'{text}' is no time. Give a day (2026-11-23) or a moment (2026-11-23T12:00:00Z).");
        return null;
    }
}
