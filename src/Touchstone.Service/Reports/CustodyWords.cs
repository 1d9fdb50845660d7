using Touchstone.Service.Journal;

namespace Touchstone.Service.Reports;

/// <summary>Lines of the journal in the words of a report.</summary>
internal static class CustodyWords
{
    internal static string Of(JournalEntry line)
    {
        string Data(string name) => line.Data[name]?.ToString() is { Length: > 0 } text ? text : "none";
        return line.Kind switch
        {
            JournalKinds.CaseOpened => $"Case {Data("number")} was opened on the file with SHA-256 {Data("sha256")}.",
            JournalKinds.SpecimenReceived => $"The file came in: {Data("bytes")} bytes, {Data("format")}, SHA-256 {Data("sha256")}. {(Data("known") == "true" ? "The same content was stored already." : "It was stored for the first time.")}",
            JournalKinds.RightsRecorded => $"Rights were recorded: {Data("basis")}, {(line.DataText("expires") is { } end ? $"until {end}" : "without an end")}. Digest of the texts {Data("texts")}.",
            JournalKinds.ExaminationRequested => "An examination was asked for.",
            JournalKinds.ExaminationDone => $"The examination ended: {Data("outcome")}. Result with SHA-256 {Data("document")}.",
            JournalKinds.ExaminationSetAside => $"The examination was put aside: {Data("code")}.",
            JournalKinds.ExaminationCancelled => "The examination was cancelled.",
            JournalKinds.ExaminationRetried => "The examination was asked for again.",
            JournalKinds.CaseAccessSet => Data("restricted") == "true" ? $"The case was opened to these alone: {Data("to")}." : "The case was opened to everybody who reads cases.",
            JournalKinds.CaseViewed => "The case was looked at.",
            JournalKinds.NoteWritten => "A working note was written; notes are no part of this report.",
            JournalKinds.NoteStatusSet => $"A working note was marked {Data("status")}.",
            JournalKinds.NoteErased => "The text of a working note was erased.",
            JournalKinds.TagAdded => "A tag was put on the case.",
            JournalKinds.TagRemoved => "A tag was taken off the case.",
            JournalKinds.OpinionWritten => $"Version {Data("version")} of the examiner’s opinion was written. Digest of its texts {Data("texts")}.",
            JournalKinds.ReportMade => $"A report was made ({Data("form")}), SHA-256 {Data("sha256")}.",
            JournalKinds.ReportSigned => $"A report was signed on version {Data("opinion")} of the opinion. SHA-256 of its JSON {Data("json")}.",
            JournalKinds.CaseCleared => "Notes, tags, opinions and reports were deleted together with the media.",
            JournalKinds.PackageMade => $"A case package was made, {(Data("specimen") == "true" ? "with" : "without")} the file.",
            _ => line.Kind,
        };
    }
}
