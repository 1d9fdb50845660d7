using System.CommandLine;

var root = new RootCommand("Touchstone examines images, recordings and videos: what the evidence supports, how strongly, and who has to look next.");
return root.Parse(args).Invoke();
