namespace Touchstone.Service.Journal.Auditing;

/// <summary>Kinds of lines that are looked for together.</summary>
public enum KindGroup
{
    /// <summary>Who looked at what, and who may.</summary>
    Access,
    /// <summary>Accounts, and who signed in.</summary>
    Accounts,
    /// <summary>Cases, their media, notes and tags.</summary>
    Cases,
    /// <summary>Examinations.</summary>
    Examinations,
    /// <summary>Rights and consent.</summary>
    Rights,
    /// <summary>What was deleted.</summary>
    Deletions,
    /// <summary>Opinions, reports and packages.</summary>
    Reports,
    /// <summary>Keys of other systems and of the journal.</summary>
    Keys,
    /// <summary>Backups, restored and moved databases.</summary>
    Backups,
    /// <summary>Webhooks.</summary>
    Webhooks,
}

/// <summary>Which kinds belong to which group; every kind to one.</summary>
internal static class KindGroups
{
    private static readonly Dictionary<KindGroup, (string Name, string[] Kinds)> All = new()
    {
        [KindGroup.Access] = ("Access", [JournalKinds.CaseViewed, JournalKinds.CaseAccessSet, JournalKinds.JournalExported]),
        [KindGroup.Accounts] = ("Accounts and sign-in",
        [
            JournalKinds.AccountChanged, JournalKinds.AccountLinked, JournalKinds.SignedIn, JournalKinds.SignInFailed, JournalKinds.SignedOut, JournalKinds.SessionsEnded,
            JournalKinds.PasswordChanged, JournalKinds.PasskeyAdded, JournalKinds.PasskeyRemoved,
        ]),
        [KindGroup.Cases] = ("Cases", [JournalKinds.CaseOpened, JournalKinds.SpecimenReceived, JournalKinds.NoteWritten, JournalKinds.NoteStatusSet, JournalKinds.TagAdded, JournalKinds.TagRemoved]),
        [KindGroup.Examinations] = ("Examinations",
        [
            JournalKinds.ExaminationRequested, JournalKinds.ExaminationBegun, JournalKinds.ExaminationDone, JournalKinds.ExaminationSetAside, JournalKinds.ExaminationCancelled, JournalKinds.ExaminationRetried,
        ]),
        [KindGroup.Rights] = ("Rights", [JournalKinds.RightsRecorded]),
        [KindGroup.Deletions] = ("Deletions", [JournalKinds.SpecimenDeleted, JournalKinds.CaseCleared, JournalKinds.NoteErased]),
        [KindGroup.Reports] = ("Reports and packages", [JournalKinds.OpinionWritten, JournalKinds.ReportMade, JournalKinds.ReportSigned, JournalKinds.PackageMade]),
        [KindGroup.Keys] = ("Keys", [JournalKinds.KeyMade, JournalKinds.KeyRevoked, JournalKinds.JournalBegun, JournalKinds.KeyChanged]),
        [KindGroup.Backups] = ("Backups", [JournalKinds.BackupMade, JournalKinds.BackupRestored, JournalKinds.DatabaseMoved]),
        [KindGroup.Webhooks] = ("Webhooks", [JournalKinds.WebhookMade, JournalKinds.WebhookEnded]),
    };

    /// <summary>The kinds of a group.</summary>
    internal static IReadOnlyList<string> Of(KindGroup group) => All[group].Kinds;

    /// <summary>Its name on pages.</summary>
    internal static string NameOf(KindGroup group) => All[group].Name;
}
