using System.CommandLine;
using Touchstone.Service.Accounts.SingleSignOn;

namespace Touchstone.Cli.Verbs.Serving;

/// <summary>What names an OpenID provider on the command line.</summary>
internal static class SignOnChoice
{
    private static readonly Option<string?> Authority = new("--oidc-authority") { HelpName = "ADDRESS", Description = "OpenID provider by which people of an organisation sign in. The client's secret stands in TOUCHSTONE_OIDC_SECRET or a file." };
    private static readonly Option<string?> Client = new("--oidc-client-id") { HelpName = "ID", Description = "Id of this service with the provider." };
    private static readonly Option<FileInfo?> SecretFile = new("--oidc-secret-file") { HelpName = "FILE", Description = "File whose first line is the client's secret." };
    private static readonly Option<string?> RoleClaim = new("--oidc-role-claim") { HelpName = "CLAIM", Description = "Claim that says what a person may, at every entry; without it administrators here give roles, and newcomers have none." };
    private static readonly Option<string[]> RoleMap = new("--oidc-role") { HelpName = "VALUE=ROLE", Description = "A value of that claim, and the role that it stands for. May be given several times." };
    private static readonly Option<bool> Only = new("--oidc-only") { Description = "Nobody comes in by a password or passkey of this service any more." };

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<Option> All { get; } = [Authority, Client, SecretFile, RoleClaim, RoleMap, Only];

    /// <summary>What was named, or null where nothing was.</summary>
    internal static SignOnOptions? Of(ParseResult parsed) => All.All(o => parsed.GetResult(o) is null or { Implicit: true }) ? null : new SignOnOptions(
        parsed.GetValue(Authority), parsed.GetValue(Client), SecretOf(parsed.GetValue(SecretFile)), parsed.GetValue(RoleClaim), parsed.GetValue(RoleMap) ?? [], parsed.GetValue(Only));

    private static string? SecretOf(FileInfo? file) =>
        file is null ? Environment.GetEnvironmentVariable(SignOnOptions.SecretVariable) : file.Exists ? File.ReadLines(file.FullName).FirstOrDefault()?.Trim() : null;
}
