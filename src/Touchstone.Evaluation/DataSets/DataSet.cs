namespace Touchstone.Evaluation.DataSets;

/// <summary>A data set: a manifest with the files it names.</summary>
/// <param name="Name">Name of its folder or manifest.</param>
/// <param name="Folder">Absolute path entries are relative to.</param>
/// <param name="Hash">SHA-256 of the manifest's bytes, lower-case hexadecimal: the identity of the data in calibrators, operating points and gate reports.</param>
/// <param name="Entries">Files in the manifest's order.</param>
public sealed record DataSet(string Name, string Folder, string Hash, IReadOnlyList<DataSetEntry> Entries);
