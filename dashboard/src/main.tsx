import { createRoot } from "react-dom/client";
import { start } from "@/app/start";
import "@/app/styles.css";

const place = document.getElementById("root");
if (place) void start(createRoot(place));
