using System.Text.Json.Nodes;
using Touchstone.Service.Accounts.Entering;

namespace Touchstone.Service.Journal.Auditing;

/// <summary>Lines of the journal in words, for reports and for those who read the journal.</summary>
/// <param name="name">Says who an actor is, for people to read.</param>
internal sealed class JournalWords(Func<string, string> name)
{
    /// <summary>Actors stay as they are in the journal: for documents, which must not change with a name.</summary>
    internal static JournalWords WithoutNames { get; } = new(actor => actor);

    /// <summary>The actors that a line speaks of.</summary>
    internal static IEnumerable<string> Actors(JournalEntry line) =>
        [line.Actor, .. Texts(line, "to"), .. Account(line) is { } account ? [account] : Array.Empty<string>(), .. line.DataText("key") is { } key ? [$"key:{key}"] : Array.Empty<string>()];

    /// <summary>What a line says.</summary>
    internal string Of(JournalEntry line) => OfCase(line) ?? OfAccount(line) ?? line.Kind switch
    {
        JournalKinds.JournalBegun => "The journal began; this line names its first key.",
        JournalKinds.KeyChanged => "The journal’s key was changed; this line is the last of the old one and names the new one.",
        JournalKinds.JournalExported => $"Lines of the journal up to {Data(line, "through")} were taken away as {Data(line, "format")}: {(line.DataText("filter") is { Length: > 0 } filter ? filter : "all")}.",
        JournalKinds.BackupMade => $"A backup of everything was made, {(Data(line, "media") == "true" ? "with" : "without")} the media and {(Data(line, "keys") == "true" ? "WITH" : "without")} the private keys.",
        JournalKinds.BackupRestored => $"The service was restored from the backup of {Data(line, "made")}, whose last line was {Data(line, "lines")}.",
        JournalKinds.DatabaseMoved => $"The tables were moved to PostgreSQL: {Data(line, "rows")} rows.",
        JournalKinds.SpecimenDeleted => $"Media with SHA-256 {Data(line, "sha256")} were deleted, with what was made of them. Reason: {Data(line, "reason")}.",
        JournalKinds.WebhookMade => $"A webhook to {Data(line, "host")} was made.",
        JournalKinds.WebhookEnded => "A webhook was ended.",
        JournalKinds.KeyMade => $"The {KeyOf(line)} was made for {Data(line, "days")} days; it may {Data(line, "scopes")}.",
        JournalKinds.KeyRevoked => $"The {KeyOf(line)} was ended.",
        _ => line.Kind,
    };

    private string? OfCase(JournalEntry line)
    {
        string Data(string member) => JournalWords.Data(line, member);
        return line.Kind switch
        {
            JournalKinds.CaseOpened => $"Case {Data("number")} was opened on the file with SHA-256 {Data("sha256")}.",
            JournalKinds.SpecimenReceived => $"The file came in: {Data("bytes")} bytes, {Data("format")}, SHA-256 {Data("sha256")}. {(Data("known") == "true" ? "The same content was stored already." : "It was stored for the first time.")}",
            JournalKinds.RightsRecorded => $"Rights were recorded: {Data("basis")}, {(line.DataText("expires") is { } end ? $"until {end}" : "without an end")}. Digest of the texts {Data("texts")}.",
            JournalKinds.ExaminationRequested => "An examination was asked for.",
            JournalKinds.ExaminationBegun => "A worker began the examination.",
            JournalKinds.ExaminationDone => $"The examination ended: {Data("outcome")}. Result with SHA-256 {Data("document")}.",
            JournalKinds.ExaminationSetAside => $"The examination was put aside: {Data("code")}.",
            JournalKinds.ExaminationCancelled => "The examination was cancelled.",
            JournalKinds.ExaminationRetried => "The examination was asked for again.",
            JournalKinds.CaseAccessSet => Data("restricted") == "true" ? $"The case was opened to these alone: {string.Join(", ", Texts(line, "to").Select(name))}." : "The case was opened to everybody who reads cases.",
            JournalKinds.CaseViewed => "The case was looked at.",
            JournalKinds.NoteWritten => "A working note was written; notes are no part of a report.",
            JournalKinds.NoteStatusSet => $"A working note was marked {Data("status")}.",
            JournalKinds.NoteErased => "The text of a working note was erased.",
            JournalKinds.TagAdded => "A tag was put on the case.",
            JournalKinds.TagRemoved => "A tag was taken off the case.",
            JournalKinds.OpinionWritten => $"Version {Data("version")} of the examiner’s opinion was written. Digest of its texts {Data("texts")}.",
            JournalKinds.ReportMade => $"A report was made ({Data("form")}), SHA-256 {Data("sha256")}.",
            JournalKinds.ReportSigned => $"A report was signed on version {Data("opinion")} of the opinion. SHA-256 of its JSON {Data("json")}.",
            JournalKinds.CaseCleared => "Notes, tags, opinions and reports were deleted together with the media.",
            JournalKinds.PackageMade => $"A case package was made, {(Data("specimen") == "true" ? "with" : "without")} the file.",
            _ => null,
        };
    }

    private string? OfAccount(JournalEntry line)
    {
        var whom = Account(line) is { } account ? name(account) : "an unknown address";
        return line.Kind switch
        {
            JournalKinds.AccountChanged => $"The account of {whom} was made or changed. Roles: {(Texts(line, "roles") is { Count: > 0 } roles ? string.Join(", ", roles) : "none")}.{(Data(line, "locked") == "true" ? " It is closed." : "")}",
            JournalKinds.AccountLinked => "The account was linked with the organisation’s provider.",
            JournalKinds.SignedIn => $"Signed in by {Way(line)}.",
            JournalKinds.SignedOut => "Signed out.",
            JournalKinds.SignInFailed => $"{(Data(line, "attempts") is "1" ? "An attempt" : $"{Data(line, "attempts")} attempts")} to get in failed, {(Account(line) is null ? "at an address without account" : $"at the account of {whom}")}, by {Way(line)}.{(Data(line, "locked") == "true" ? " The account is closed for a while." : "")}",
            JournalKinds.SessionsEnded => $"All sessions of {whom} were ended: {Data(line, "sessions")}.",
            JournalKinds.PasswordChanged => "The password was changed.",
            JournalKinds.PasskeyAdded => "A passkey was made.",
            JournalKinds.PasskeyRemoved => "A passkey was removed.",
            _ => null,
        };
    }

    private static string Way(JournalEntry line) => line.DataText("by") switch
    {
        Entrance.Password => "password",
        Entrance.Passkey => "passkey",
        Entrance.Provider => "the organisation’s provider",
        { } other => other,
        null => "several ways",
    };

    private string KeyOf(JournalEntry line)
    {
        var key = $"key:{line.DataText("key")}";
        return name(key) is var said && said != key ? said : $"key {line.DataText("key")}";
    }

    private static string? Account(JournalEntry line) => line.DataText("account") is { } account ? $"account:{account}" : null;

    // A body from elsewhere may hold anything under any name.
    private static string Data(JournalEntry line, string member)
    {
        try
        {
            return line.Data[member]?.ToString() is { Length: > 0 } text ? text : "none";
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            return "none";
        }
    }

    private static IReadOnlyList<string> Texts(JournalEntry line, string member)
    {
        try
        {
            return line.Data[member] is JsonArray all ? [.. all.OfType<JsonValue>().Select(v => v.ToString())] : [];
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            return [];
        }
    }
}
