using Touchstone.Service.Cases;
using Touchstone.Service.Consent;
using Touchstone.Workbench;
using Touchstone.Workbench.Rates;

namespace Touchstone.Service.Reports;

/// <summary>Everything that a report of a case says, gathered at one moment; its three forms say the same.</summary>
/// <param name="Case">The case.</param>
/// <param name="Examined">What the program found, under the name the file came with.</param>
/// <param name="People">What people said: rights and opinion.</param>
/// <param name="Custody">What happened to the case, from the journal, oldest first.</param>
/// <param name="JournalKey">Id of the key that signs the journal and reports.</param>
/// <param name="MadeAt">When it was gathered.</param>
/// <param name="Signer">Who signs it; null makes a draft.</param>
internal sealed record CaseReport(CaseSummary Case, Examined Examined, Statements People, IReadOnlyList<CustodyLine> Custody, string JournalKey, DateTimeOffset MadeAt, Signer? Signer)
{
    /// <summary>How often methods err, on what material; null where this program was built without a table.</summary>
    internal ErrorRates? Rates { get; init; } = ErrorRateFile.Shipped;

    /// <summary>Whether the report is signed or only to be read.</summary>
    internal string State => Signer is null ? "draft" : "signed";
}

/// <summary>What people said of a case.</summary>
/// <param name="Rights">On what ground the material is kept; null while nothing is recorded.</param>
/// <param name="Opinion">The newest version of the examiner's opinion, or null.</param>
/// <param name="Examiner">The name of whoever wrote it.</param>
internal sealed record Statements(Rights? Rights, Opinion? Opinion, string? Examiner);

/// <summary>A line of the journal, as a report tells it.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who, as the journal names them.</param>
/// <param name="Name">Their name, or null where the account is gone.</param>
/// <param name="Kind">What happened, of JournalKinds.</param>
/// <param name="Text">The same in words, with digests in full.</param>
internal sealed record CustodyLine(long Sequence, DateTimeOffset At, string Actor, string? Name, string Kind, string Text);

/// <summary>Whoever signs a report.</summary>
/// <param name="Actor">As the journal names them.</param>
/// <param name="Name">Their name.</param>
/// <param name="At">When.</param>
/// <param name="Confirmed">How they showed that it is they: password or passkey.</param>
internal sealed record Signer(string Actor, string Name, DateTimeOffset At, string Confirmed);
