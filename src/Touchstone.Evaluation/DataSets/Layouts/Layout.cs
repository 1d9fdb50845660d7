namespace Touchstone.Evaluation.DataSets.Layouts;

/// <summary>The folder layout in which a public data set is given out.</summary>
/// <param name="Id">Name on the command line: "celeb-df-v2".</param>
/// <param name="Title">Name for people.</param>
/// <param name="Expects">Folders and lists that are looked for.</param>
/// <param name="Source">Paper or place the layout is described in.</param>
/// <param name="Read">Makes entries of a folder; what it misses is noted in the folder.</param>
public sealed record Layout(string Id, string Title, string Expects, string Source, Func<LayoutFolder, IEnumerable<DataSetEntry>> Read);
