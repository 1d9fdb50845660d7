using System.CommandLine;
using System.CommandLine.Parsing;
using Touchstone.Cli.Rendering;
using Touchstone.Cli.Verbs.Devices;
using Touchstone.Engine.Devices;
using Touchstone.Engine.Findings;
using Touchstone.Workbench;

namespace Touchstone.Cli.Verbs;

/// <summary>What a person asked of <c>examine</c>.</summary>
internal sealed record ExamineRequest(string[] Paths, string? Json, string? Html, Question[] Questions, string? PolicyPath, int? Jobs, bool Maps, bool Quiet)
{
    /// <summary>What credentials are held against.</summary>
    internal CredentialTerms Credentials { get; init; } = new();

    /// <summary>Folder for the pictures of the examination, or null.</summary>
    internal string? Exhibits { get; init; }

    /// <summary>PEM files of certificate and key that sign them, or null.</summary>
    internal (string Certificates, string Key)? Signing { get; init; }

    /// <summary>Operating point and the public key it must be signed with, or null: nothing is decided without a person.</summary>
    internal (string Point, string Key)? Operating { get; init; }

    /// <summary>A calibration that says what scores are worth, or null; without an operating point it decides nothing.</summary>
    internal string? Calibration { get; init; }

    /// <summary>Which devices pictures are held against.</summary>
    internal DeviceRequest Devices { get; init; } = new([], DeviceSearch.Crop, null);

    /// <summary>Which profiles of known files they are compared with.</summary>
    internal ProfileRequest Profiles { get; init; } = new([], null);

    /// <summary>How a file and the end of the run are shown.</summary>
    internal IRunView View { get; init; } = new Summary();
}

/// <summary><c>touchstone examine PATH…</c></summary>
internal static class ExamineVerb
{
    private static readonly Argument<string[]> Paths = new("PATH")
    {
        Description = "Files, and folders with everything below them. Links are reported and not followed; hidden files are passed over.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Json = new("--json") { HelpName = "FILE|-", Description = "Write the examination document to a file, or to standard output." };
    private static readonly Option<string?> Html = new("--html") { HelpName = "DIR", Description = "Write a report per file and an index into this folder." };
    private static readonly Option<string?> Exhibits = new("--exhibits") { HelpName = "DIR", Description = "Write the pictures of the examination into this folder: maps with their scale, previews, spectrograms." };
    private static readonly Option<string?> SignCertificates = new("--sign-cert") { HelpName = "CHAIN.pem", Description = "Sign those pictures with this certificate: Content Credentials that name the specimen." };
    private static readonly Option<string?> SignKey = new("--sign-key") { HelpName = "KEY.pem", Description = "The private key to it." };
    private static readonly Option<Question[]> Questions = QuestionOption();

    private static readonly Option<string?> Policy = new("--policy") { HelpName = "FILE", Description = "Decide by this policy (YAML) instead of the default one." };
    private static readonly Option<string?> OperatingPoint = new("--operating-point") { HelpName = "POINT.json", Description = "Decide by this operating point: the calibration, the thresholds and the gates that were passed. Without one everything goes to a person." };
    private static readonly Option<string?> OperatingPointKey = new("--operating-key") { HelpName = "KEY.pub.pem", Description = "The public key it must be signed with." };
    private static readonly Option<string?> Calibration = new("--calibration") { HelpName = "FILE", Description = "Say what scores are worth by this calibration (JSON, written by calibrate), and still decide nothing by it." };
    private static readonly Option<int?> Jobs = new("--jobs") { HelpName = "N", Description = "Files examined side by side. Findings do not depend on it." };
    private static readonly Option<bool> Maps = new("--maps") { Description = "Put the values of maps and series into the document." };
    private static readonly Option<bool> Quiet = new("--quiet") { Description = "No progress and no findings, only the summary." };

    private static readonly Option<string> Trust = CredentialOptions.Trust();
    private static readonly Option<DateTimeOffset?> At = CredentialOptions.At();

    internal static Command Make()
    {
        var command = new Command("examine",
            """
            Examine files: what the evidence supports, how strongly, where, and who has to look next.

            Exit codes: 0 clear, 10 review, 20 flag, 2 the command was not understood, 3 some input could not be examined.
            Where several apply, 2 comes before 3, 3 before 20, 20 before 10, 10 before 0.
            """) { Paths, Json, Html, Exhibits, SignCertificates, SignKey, Questions, Policy, OperatingPoint, OperatingPointKey, Calibration, Jobs, Maps, Quiet, Trust, At };
        DeviceOptions.AddTo(command);
        ProfileOptions.AddTo(command);
        Jobs.Validators.Add(CheckJobs);
        Paths.Validators.Add(CheckPaths);
        command.Validators.Add(CheckSigning);
        command.Validators.Add(result =>
        {
            if (result.GetResult(OperatingPoint) is null != result.GetResult(OperatingPointKey) is null) result.AddError("--operating-point and --operating-key are given together: a point is used only where its signature holds.");
            if (result.GetResult(OperatingPoint) is not null && result.GetResult(Calibration) is not null) result.AddError("--calibration is part of an operating point; give one of them.");
        });
        command.SetAction((parsed, cancel) => new ExamineRun(Read(parsed), Console.OpenStandardOutput).RunAsync(cancel));
        return command;
    }

    internal static Option<Question[]> QuestionOption() => new("--question")
    {
        HelpName = "QUESTION",
        Description = $"Ask only this; may be given more than once. One of {string.Join(", ", Enum.GetValues<Question>().Select(Name))}.",
        CustomParser = ParseQuestions,
        DefaultValueFactory = _ => [],
    };

    internal static string Name(Question question) => char.ToLowerInvariant(question.ToString()[0]) + question.ToString()[1..];

    private static ExamineRequest Read(ParseResult parsed) => new(
        parsed.GetRequiredValue(Paths), parsed.GetValue(Json), parsed.GetValue(Html), parsed.GetRequiredValue(Questions), parsed.GetValue(Policy),
        parsed.GetValue(Jobs), parsed.GetValue(Maps), parsed.GetValue(Quiet))
    {
        Credentials = CredentialOptions.Terms(parsed.GetRequiredValue(Trust), parsed.GetValue(At)),
        Exhibits = parsed.GetValue(Exhibits),
        Calibration = parsed.GetValue(Calibration),
        Devices = DeviceOptions.Read(parsed),
        Profiles = ProfileOptions.Read(parsed),
        Operating = parsed.GetValue(OperatingPoint) is { } point && parsed.GetValue(OperatingPointKey) is { } pub ? (point, pub) : null,
        Signing = parsed.GetValue(SignCertificates) is { } certificates && parsed.GetValue(SignKey) is { } key ? (certificates, key) : null,
    };

    private static void CheckSigning(CommandResult result)
    {
        var (certificates, key) = (result.GetResult(SignCertificates) is not null, result.GetResult(SignKey) is not null);
        if (certificates != key) result.AddError("--sign-cert and --sign-key are given together.");
        if ((certificates || key) && result.GetResult(Exhibits) is null) result.AddError("--sign-cert and --sign-key sign what --exhibits writes; give a folder to --exhibits.");
    }

    // The parser takes an unknown option for a path; a person who mistyped one should hear that.
    internal static void CheckPaths(ArgumentResult result)
    {
        foreach (var path in result.Tokens.Select(t => t.Value).Where(p => p.StartsWith('-') && !Path.Exists(p)))
            result.AddError($"There is no option {path}. (A file of that name is given as ./{path}.)");
    }

    internal static void CheckJobs(OptionResult result)
    {
        // A text that is no number has its own message.
        if (result.Tokens is [var token, ..] && int.TryParse(token.Value, out var jobs) && jobs is < 1 or > 256)
            result.AddError("--jobs takes a whole number from 1 to 256.");
    }

    private static Question[] ParseQuestions(ArgumentResult result)
    {
        var questions = new List<Question>();
        foreach (var token in result.Tokens)
        {
            var found = Enum.GetValues<Question>().Where(q => string.Equals(Name(q), token.Value, StringComparison.OrdinalIgnoreCase)).ToArray();
            if (found is [var question]) questions.Add(question);
            else result.AddError($"There is no question '{token.Value}'. Known are {string.Join(", ", Enum.GetValues<Question>().Select(Name))}.");
        }
        return [.. questions.Distinct().Order()];
    }
}
