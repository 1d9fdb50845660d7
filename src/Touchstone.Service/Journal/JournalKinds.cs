namespace Touchstone.Service.Journal;

/// <summary>What can happen. A kind is an interface: it is never renamed, and what its data mean never changes.</summary>
public static class JournalKinds
{
    /// <summary>The first line: names the key that signs.</summary>
    public const string JournalBegun = "journal.begun";
    /// <summary>The last line of a key: names the one that follows it.</summary>
    public const string KeyChanged = "key.changed";
    /// <summary>A case was opened on a specimen.</summary>
    public const string CaseOpened = "case.opened";
    /// <summary>Someone looked at a case.</summary>
    public const string CaseViewed = "case.viewed";
    /// <summary>It was said who may see a case.</summary>
    public const string CaseAccessSet = "case.access-set";
    /// <summary>Media came in.</summary>
    public const string SpecimenReceived = "specimen.received";
    /// <summary>An examination was asked for.</summary>
    public const string ExaminationRequested = "examination.requested";
    /// <summary>A worker began an examination.</summary>
    public const string ExaminationBegun = "examination.begun";
    /// <summary>An examination ended with findings and a decision.</summary>
    public const string ExaminationDone = "examination.done";
    /// <summary>An examination was put aside after too many attempts, or could not be carried out.</summary>
    public const string ExaminationSetAside = "examination.set-aside";
    /// <summary>An examination was cancelled by a person.</summary>
    public const string ExaminationCancelled = "examination.cancelled";
    /// <summary>A person asked again for an examination that was put aside or cancelled.</summary>
    public const string ExaminationRetried = "examination.retried";
    /// <summary>A note was written; its text is held beside the journal.</summary>
    public const string NoteWritten = "note.written";
    /// <summary>It was said what became of a note.</summary>
    public const string NoteStatusSet = "note.status-set";
    /// <summary>The text of a note was erased.</summary>
    public const string NoteErased = "note.erased";
    /// <summary>A tag was put on a case.</summary>
    public const string TagAdded = "tag.added";
    /// <summary>A tag was taken off a case.</summary>
    public const string TagRemoved = "tag.removed";
    /// <summary>Rights and consent were recorded.</summary>
    public const string RightsRecorded = "rights.recorded";
    /// <summary>Media and what was made of them were deleted.</summary>
    public const string SpecimenDeleted = "specimen.deleted";
    /// <summary>An examiner wrote an opinion, or a new version of it; its text is held beside the journal.</summary>
    public const string OpinionWritten = "opinion.written";
    /// <summary>A report of a case was made, to be read or given away.</summary>
    public const string ReportMade = "report.made";
    /// <summary>An examiner signed a report.</summary>
    public const string ReportSigned = "report.signed";
    /// <summary>Notes, tags, the texts of opinions and the forms of signed reports were deleted, together with the media of the case.</summary>
    public const string CaseCleared = "case.cleared";
    /// <summary>A package of a case was made, to be given away.</summary>
    public const string PackageMade = "package.made";
    /// <summary>An account was made, or its roles were changed.</summary>
    public const string AccountChanged = "account.changed";
    /// <summary>A person tied their account to their identity with the OpenID provider.</summary>
    public const string AccountLinked = "account.linked";
    /// <summary>A webhook was made.</summary>
    public const string WebhookMade = "webhook.made";
    /// <summary>A webhook was ended.</summary>
    public const string WebhookEnded = "webhook.ended";
    /// <summary>A key for another system was made.</summary>
    public const string KeyMade = "key.made";
    /// <summary>A key was ended.</summary>
    public const string KeyRevoked = "key.revoked";
    /// <summary>Someone signed in: a session began.</summary>
    public const string SignedIn = "account.signed-in";
    /// <summary>Somebody did not get in: the first time, or how often since.</summary>
    public const string SignInFailed = "account.sign-in-failed";
    /// <summary>Someone signed out: their session ended.</summary>
    public const string SignedOut = "account.signed-out";
    /// <summary>All sessions of an account were ended, by its person or an administrator.</summary>
    public const string SessionsEnded = "account.sessions-ended";
    /// <summary>A person gave themselves a new password.</summary>
    public const string PasswordChanged = "account.password-changed";
    /// <summary>A person made a passkey.</summary>
    public const string PasskeyAdded = "account.passkey-added";
    /// <summary>A person removed a passkey.</summary>
    public const string PasskeyRemoved = "account.passkey-removed";
    /// <summary>Lines of the journal were taken away as a file.</summary>
    public const string JournalExported = "journal.exported";
    /// <summary>A backup was begun; it holds this line.</summary>
    public const string BackupMade = "backup.made";
    /// <summary>The service was restored from a backup; what came after the backup's last line is gone.</summary>
    public const string BackupRestored = "backup.restored";
    /// <summary>The tables were moved to PostgreSQL.</summary>
    public const string DatabaseMoved = "database.moved";

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<string> All { get; } = [.. typeof(JournalKinds).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!)];
}
