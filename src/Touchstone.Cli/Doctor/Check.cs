namespace Touchstone.Cli.Doctor;

/// <summary>One line of the diagnosis.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Fine">Whether it is as it should be.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Advice">What to do, or "".</param>
internal sealed record Check(string Name, bool Fine, string Detail, string Advice = "");
